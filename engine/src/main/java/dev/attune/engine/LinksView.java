package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.engine.DeviceLinks.Run;
import dev.attune.engine.Identity.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads who is who from the records; changes nothing. */
final class LinksView {
  /** A stretch of one id's timeline, and whose it is. */
  record Part(Interval interval, Id customer) {}

  private final LinksRecords records;
  private final LinksLimits limits;

  LinksView(LinksRecords records, LinksLimits limits) {
    this.records = records;
    this.limits = limits;
  }

  /** The user ids that words join with {@code user}, itself included. */
  SortedSet<String> joinedUsers(String user) {
    return reach(user, this::partnersOfUser);
  }

  /** The devices that words say are the same as {@code device}, itself included. */
  SortedSet<String> joinedDevices(String device) {
    return reach(device, this::partnersOfDevice);
  }

  /** Who has {@code device} from where on; nobody at all where the list is empty. */
  List<Run> owners(String device) {
    DeviceLinks links = records.device(device);
    if (links.words().isEmpty()) {
      return links.runs();
    }
    SortedSet<String> same = joinedDevices(device);
    return same.first().equals(device) ? links.owners() : records.device(same.first()).owners();
  }

  /** The canonical id of the customer to whom {@code user} belongs. */
  Id canonical(String user) {
    Id other = records.user(user).canonical();
    return other == null ? Id.user(user) : other;
  }

  /** Whether nobody who is joined with {@code user} was ever seen as a signal's user. */
  boolean isUnknown(String user) {
    Id canonical = canonical(user);
    return !canonical.isUser() || !records.user(canonical.value()).known();
  }

  /** The customer to whom the signal of {@code device} at {@code place} belongs. */
  Id customerOf(String device, Place place) {
    List<Run> owners = owners(device);
    if (owners.isEmpty()) {
      return alone(device);
    }
    return canonical(owners.get(Math.max(0, DeviceLinks.runAt(owners, place))).user());
  }

  /** The customer for whom {@code id} is an address: of a device, who has it last. */
  Id customerOf(Id id) {
    if (id.isUser()) {
      return canonical(id.value());
    }
    List<Run> owners = owners(id.value());
    return owners.isEmpty() ? alone(id.value()) : canonical(owners.getLast().user());
  }

  /** Whose the signals of {@code id} are, stretch by stretch; neighbours differ. */
  List<Part> parts(Id id) {
    if (id.isUser()) {
      return List.of(new Part(Interval.WHOLE, canonical(id.value())));
    }
    List<Run> owners = owners(id.value());
    if (owners.isEmpty()) {
      return List.of(new Part(Interval.WHOLE, alone(id.value())));
    }
    List<Part> parts = new ArrayList<>();
    Place from = null;
    Map<String, Id> customers = new HashMap<>();
    Id customer = canonical(owners.getFirst().user());
    for (Run run : owners) {
      Id next = customers.computeIfAbsent(run.user(), this::canonical);
      if (!next.equals(customer)) {
        parts.add(new Part(new Interval(from, run.first()), customer));
        from = run.first();
        customer = next;
      }
    }
    parts.add(new Part(new Interval(from, null), customer));
    return parts;
  }

  /** The customer for whom {@code id} is an address, whole. */
  Identity identity(Id id) {
    Id canonical = customerOf(id);
    List<Member> members = new ArrayList<>();
    for (Id member : ids(id)) {
      List<Interval> theirs =
          parts(member).stream()
              .filter(part -> part.customer().equals(canonical))
              .map(Part::interval)
              .toList();
      if (!theirs.isEmpty()) {
        members.add(new Member(member, theirs));
      }
    }
    return new Identity(canonical, members);
  }

  /** Every id of which something is, or was once linked to, the customer of {@code id}. */
  SortedSet<Id> ids(Id id) {
    SortedSet<Id> ids = new TreeSet<>();
    if (!id.isUser()) {
      List<Run> owners = owners(id.value());
      if (owners.isEmpty()) {
        joinedDevices(id.value()).forEach(device -> ids.add(Id.anonymous(device)));
        return ids;
      }
      return ids(Id.user(owners.getLast().user()));
    }
    for (String user : joinedUsers(id.value())) {
      ids.add(Id.user(user));
      devicesOf(user).forEach(device -> ids.add(Id.anonymous(device)));
    }
    return ids;
  }

  /** The devices ever paired with {@code user}, and those said to be the same as one of them. */
  Set<String> devicesOf(String user) {
    Set<String> devices = new TreeSet<>();
    for (String device : records.devices(user)) {
      if (devices.add(device)) {
        devices.addAll(joinedDevices(device));
      }
    }
    return devices;
  }

  /**
   * The canonical id of a customer made of {@code users}: the smallest known one; else the smallest
   * device they have last; else, where signals named none of them, the smallest.
   */
  Id canonicalOf(SortedSet<String> users) {
    for (String user : users) {
      if (records.user(user).known()) {
        return Id.user(user);
      }
    }
    SortedSet<String> theirs = new TreeSet<>();
    for (String user : users) {
      for (String device : devicesOf(user)) {
        List<Run> owners = owners(device);
        if (!owners.isEmpty() && users.contains(owners.getLast().user())) {
          theirs.add(device);
        }
      }
    }
    return theirs.isEmpty() ? Id.user(users.first()) : Id.anonymous(theirs.first());
  }

  /** For many users: the set each is joined in, found once a set. */
  SortedMap<String, SortedSet<String>> joinedUsers(Set<String> users) {
    SortedMap<String, SortedSet<String>> sets = new TreeMap<>();
    for (String user : users) {
      if (!sets.containsKey(user)) {
        SortedSet<String> reached = walk(user, this::partnersOfUser);
        boolean joins = reached.size() <= limits.ids();
        reached.forEach(each -> sets.put(each, joins ? reached : new TreeSet<>(Set.of(each))));
      }
    }
    return sets;
  }

  private Id alone(String device) {
    return Id.anonymous(joinedDevices(device).first());
  }

  private List<String> partnersOfUser(String user) {
    List<String> partners = new ArrayList<>();
    records
        .user(user)
        .words()
        .forEach((partner, word) -> {
          if (word.same() && !records.user(partner).crowded()) {
            partners.add(partner);
          }
        });
    return partners;
  }

  private List<String> partnersOfDevice(String device) {
    List<String> partners = new ArrayList<>();
    records
        .device(device)
        .words()
        .forEach((partner, words) -> {
          if (!partner.isUser()
              && words.getLast().same()
              && !records.device(partner.value()).crowded()) {
            partners.add(partner.value());
          }
        });
    return partners;
  }

  private SortedSet<String> reach(String start, Function<String, List<String>> partners) {
    SortedSet<String> reached = walk(start, partners);
    return reached.size() <= limits.ids() ? reached : new TreeSet<>(Set.of(start));
  }

  /** Follows words until there are no more, or more ids than words can join. */
  private SortedSet<String> walk(String start, Function<String, List<String>> partners) {
    SortedSet<String> reached = new TreeSet<>(Set.of(start));
    Deque<String> open = new ArrayDeque<>(reached);
    @Nullable String id;
    while (reached.size() <= limits.ids() && (id = open.poll()) != null) {
      for (String partner : partners.apply(id)) {
        if (reached.add(partner)) {
          open.add(partner);
        }
      }
    }
    return reached;
  }
}
