package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.engine.DeviceLinks.Run;
import dev.attune.engine.LinksView.Part;
import dev.attune.engine.Noted.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One signal's effect on the records. Changes are kept aside until {@link #finish}, so that who was
 * who before can be compared with who is who after. One thread, one use.
 */
final class LinksEdit implements LinksRecords {
  private final LinksRecords base;
  private final LinksStore store;
  private final LinksLimits limits;
  private final LinksView before;
  private final LinksView after;

  private final Map<String, UserLinks> users = new TreeMap<>();
  private final Map<String, DeviceLinks> devices = new TreeMap<>();
  private final Map<String, Set<String>> pairs = new TreeMap<>();
  private final Set<String> touchedUsers = new TreeSet<>();
  private final Set<String> touchedDevices = new TreeSet<>();

  LinksEdit(LinksRecords stored, LinksStore store, LinksLimits limits) {
    this.base = new Remembered(stored);
    this.store = store;
    this.limits = limits;
    this.before = new LinksView(base, limits);
    this.after = new LinksView(this, limits);
  }

  @Override
  public UserLinks user(String user) {
    UserLinks changed = users.get(user);
    return changed == null ? base.user(user) : changed;
  }

  @Override
  public DeviceLinks device(String device) {
    DeviceLinks changed = devices.get(device);
    return changed == null ? base.device(device) : changed;
  }

  @Override
  public List<String> devices(String user) {
    Set<String> all = new TreeSet<>(base.devices(user));
    all.addAll(pairs.getOrDefault(user, Set.of()));
    return List.copyOf(all);
  }

  void apply(Signal signal) {
    Place place = Place.of(signal);
    String user = signal.userId();
    if (user != null) {
      know(user);
    }
    if (signal.content() instanceof Content.Corrected said) {
      if (!signal.origin().isHearsay()) {
        boolean same = said.verdict() == Content.Corrected.Verdict.SAME;
        correct(said.first(), said.second(), new LinksWord(place, same, said.by()));
      }
    }
    if (signal.content().kind() == Kind.CORRECTED) {
      return;
    }
    if (user != null && signal.anonymousId() != null) {
      sight(signal.anonymousId(), user, place);
    }
    if (user != null && signal.content() instanceof Content.Alias alias) {
      sight(alias.previousId(), user, place);
      if (!signal.origin().isHearsay() && !alias.previousId().equals(user)) {
        joinUsers(alias.previousId(), user, new LinksWord(place, true, ""));
      }
    }
  }

  /** Writes what changed and says whose signals moved. */
  List<Move> finish() {
    Set<String> changedDevices = reached(touchedDevices);
    settleOwners(changedDevices);
    for (String device : changedDevices) {
      touchUnknown(before, device);
      touchUnknown(after, device);
    }
    Set<Id> moved = new TreeSet<>();
    for (String user : settleCanonical()) {
      moved.add(Id.user(user));
      changedDevices.addAll(after.devicesOf(user));
    }
    changedDevices.forEach(device -> moved.add(Id.anonymous(device)));
    List<Move> moves = new ArrayList<>();
    moved.forEach(id -> compare(id, moves));
    write();
    return moves;
  }

  private void know(String user) {
    UserLinks links = user(user);
    if (!links.known()) {
      users.put(user, links.withKnown());
      touchedUsers.add(user);
    }
  }

  private void sight(String device, String user, Place place) {
    DeviceLinks links = paired(device, user);
    if (links == null) {
      return;
    }
    List<Run> runs =
        DeviceLinks.sight(
            links.runs(),
            new Run(user, place),
            (other, from) -> store.firstSighting(device, other, from));
    if (runs.size() > limits.runs()) {
      crowd(device);
      return;
    }
    if (!runs.equals(links.runs())) {
      devices.put(device, links.withRuns(runs));
      touchedDevices.add(device);
    } else if (!links.words().isEmpty() && counts(links, device, user, place)) {
      touchedDevices.add(device);
    }
  }

  /** Whether a sighting changes who has a device with words. */
  private boolean counts(DeviceLinks links, String device, String user, Place place) {
    Place cut = LinksWord.cut(links.wordsWith(Id.user(user)));
    return (cut == null || place.compareTo(cut) > 0)
        && !DeviceLinks.holds(after.owners(device), user, place);
  }

  /** The device's record with {@code user} among its users, or null where it joins nobody. */
  private @Nullable DeviceLinks paired(String device, String user) {
    DeviceLinks links = device(device);
    if (links.crowded()) {
      return null;
    }
    DeviceLinks with = links.withUser(user);
    if (with.users().size() > limits.users()) {
      crowd(device);
      return null;
    }
    if (!with.users().equals(links.users())) {
      pair(user, device);
      devices.put(device, with);
    }
    return with;
  }

  private void pair(String user, String device) {
    pairs.computeIfAbsent(user, each -> new TreeSet<>()).add(device);
  }

  private void crowd(String device) {
    touchedDevices.add(device);
    for (Id partner : device(device).words().keySet()) {
      if (!partner.isUser()) {
        touchedDevices.add(partner.value());
      }
    }
    devices.put(device, DeviceLinks.CROWDED);
  }

  private void correct(Id first, Id second, LinksWord word) {
    if (first.isUser() && second.isUser()) {
      joinUsers(first.value(), second.value(), word);
    } else if (first.isUser()) {
      correctDevice(second.value(), first, word);
    } else {
      correctDevice(first.value(), second, word);
      if (!second.isUser()) {
        correctDevice(second.value(), first, word);
      }
    }
  }

  private void joinUsers(String first, String second, LinksWord word) {
    join(first, second, word);
    join(second, first, word);
  }

  private void join(String user, String partner, LinksWord word) {
    UserLinks links = user(user);
    LinksWord last = links.words().get(partner);
    if (links.crowded() || (last != null && last.at().compareTo(word.at()) >= 0)) {
      return;
    }
    UserLinks with = links.withWord(partner, word);
    if (with.words().size() > limits.ids()) {
      touchedUsers.addAll(with.words().keySet());
      with = with.withCrowd();
      touchedUsers.add(user);
    }
    users.put(user, with);
    if (last == null || last.same() != word.same()) {
      touchedUsers.add(user);
    }
  }

  private void correctDevice(String device, Id partner, LinksWord word) {
    DeviceLinks links =
        partner.isUser() && word.same() ? paired(device, partner.value()) : device(device);
    if (links == null || links.crowded()) {
      return;
    }
    List<LinksWord> said = links.wordsWith(partner);
    List<LinksWord> amended = partner.isUser() ? word.amend(said) : latest(said, word);
    if (amended.equals(said)) {
      return;
    }
    DeviceLinks with = links.withWords(partner, amended);
    if (with.words().size() > limits.ids()) {
      devices.put(device, with);
      crowd(device);
      return;
    }
    if (partner.isUser()) {
      pair(partner.value(), device);
    }
    devices.put(device, with);
    touchedDevices.add(device);
  }

  private static List<LinksWord> latest(List<LinksWord> said, LinksWord word) {
    return said.isEmpty() || said.getFirst().at().compareTo(word.at()) < 0 ? List.of(word) : said;
  }

  /** The devices that share their sightings with one of {@code seeds}, before or after. */
  private Set<String> reached(Set<String> seeds) {
    Set<String> reached = new TreeSet<>();
    for (String device : seeds) {
      reached.addAll(before.joinedDevices(device));
      reached.addAll(after.joinedDevices(device));
    }
    return reached;
  }

  /** Works out anew who has the devices, where words have a say. */
  private void settleOwners(Set<String> changed) {
    for (String device : changed) {
      DeviceLinks links = device(device);
      if (links.words().isEmpty()) {
        continue;
      }
      SortedSet<String> same = after.joinedDevices(device);
      List<Run> owners =
          same.first().equals(device) ? new LinksOwners(store, same, this).find() : List.of();
      if (!owners.equals(links.owners())) {
        devices.put(device, links.withOwners(owners));
      }
    }
  }

  /** A customer whose users were never seen is named by a device, so its name may change too. */
  private void touchUnknown(LinksView view, String device) {
    Set<String> users = new TreeSet<>();
    view.owners(device).forEach(run -> users.add(run.user()));
    users.removeIf(user -> !view.isUnknown(user));
    touchedUsers.addAll(users);
  }

  /** Works out canonical ids anew; says which users have another one than before. */
  private List<String> settleCanonical() {
    Set<String> reached = new TreeSet<>();
    before.joinedUsers(touchedUsers).forEach((user, joined) -> reached.add(user));
    after.joinedUsers(touchedUsers).forEach((user, joined) -> reached.add(user));
    Map<SortedSet<String>, Id> named = new HashMap<>();
    List<String> changed = new ArrayList<>();
    Map<String, SortedSet<String>> joined = after.joinedUsers(reached);
    for (String user : reached) {
      SortedSet<String> set = joined.getOrDefault(user, new TreeSet<>(Set.of(user)));
      Id canonical = named.computeIfAbsent(set, after::canonicalOf);
      if (!canonical.equals(before.canonical(user))) {
        changed.add(user);
        boolean itself = canonical.equals(Id.user(user));
        users.put(user, user(user).withCanonical(itself ? null : canonical));
      }
    }
    return changed;
  }

  private void compare(Id id, List<Move> moves) {
    List<Part> was = before.parts(id);
    List<Part> is = after.parts(id);
    int left = 0;
    int right = 0;
    Place from = null;
    while (left < was.size() && right < is.size()) {
      Part old = was.get(left);
      Part now = is.get(right);
      Place until = earlier(old.interval().until(), now.interval().until());
      if (!old.customer().equals(now.customer())) {
        moves.add(new Move(id, new Interval(from, until), old.customer(), now.customer()));
      }
      left += until != null && until.equals(old.interval().until()) ? 1 : 0;
      right += until != null && until.equals(now.interval().until()) ? 1 : 0;
      if (until == null) {
        return;
      }
      from = until;
    }
  }

  private static @Nullable Place earlier(@Nullable Place one, @Nullable Place other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void write() {
    users.forEach((user, links) -> store.put(Id.user(user), links.encode()));
    devices.forEach((device, links) -> store.put(Id.anonymous(device), links.encode()));
    pairs.forEach((user, theirs) -> theirs.forEach(device -> store.pair(user, device)));
  }

  /** Reads each stored record once. */
  private record Remembered(
      LinksRecords stored, Map<String, UserLinks> users, Map<String, DeviceLinks> devices)
      implements LinksRecords {
    Remembered(LinksRecords stored) {
      this(stored, new HashMap<>(), new HashMap<>());
    }

    @Override
    public UserLinks user(String user) {
      return users.computeIfAbsent(user, stored::user);
    }

    @Override
    public DeviceLinks device(String device) {
      return devices.computeIfAbsent(device, stored::device);
    }

    @Override
    public List<String> devices(String user) {
      return stored.devices(user);
    }
  }
}
