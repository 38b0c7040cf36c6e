package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.LinksView.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is who by looking at all signals at once, rule by rule and place by place, without regard to
 * cost: what {@link Links} must say whatever the order of arrival.
 */
final class LinksOracle {
  private record Sighting(String device, String user, Place at, boolean spoken) {}

  private record Said(Id first, Id second, Place at, boolean same) {
    boolean isOn(Id one, Id other) {
      return (first.equals(one) && second.equals(other))
          || (first.equals(other) && second.equals(one));
    }
  }

  private final LinksLimits limits;
  private final SortedSet<Id> ids;
  private final Set<String> known = new TreeSet<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final List<Said> words = new ArrayList<>();
  private final Map<Id, Boolean> crowded = new HashMap<>();
  private final Map<Id, SortedSet<Id>> joined = new HashMap<>();
  private final Map<Id, Id> canonical = new HashMap<>();
  private final Map<Id, List<Part>> parts = new HashMap<>();

  LinksOracle(Collection<Signal> signals, Set<Id> ids, LinksLimits limits) {
    this.limits = limits;
    this.ids = new TreeSet<>(ids);
    signals.forEach(this::read);
    sightings.sort(Comparator.comparing(Sighting::at));
    words.sort(Comparator.comparing(Said::at));
  }

  private void read(Signal signal) {
    Place at = Place.of(signal);
    String user = signal.userId();
    boolean trusted = !signal.origin().isHearsay();
    if (user != null) {
      known.add(user);
      if (signal.anonymousId() != null && !(signal.content() instanceof Content.Corrected)) {
        sightings.add(new Sighting(signal.anonymousId(), user, at, false));
      }
      if (signal.content() instanceof Content.Alias alias) {
        sightings.add(new Sighting(alias.previousId(), user, at, false));
        if (trusted && !alias.previousId().equals(user)) {
          words.add(new Said(Id.user(alias.previousId()), Id.user(user), at, true));
        }
      }
    }
    if (trusted && signal.content() instanceof Content.Corrected said) {
      boolean same = said.verdict() == Content.Corrected.Verdict.SAME;
      words.add(new Said(said.first(), said.second(), at, same));
      if (same && said.first().isUser() != said.second().isUser()) {
        Id user1 = said.first().isUser() ? said.first() : said.second();
        Id device = said.first().isUser() ? said.second() : said.first();
        sightings.add(new Sighting(device.value(), user1.value(), at, true));
      }
    }
  }

  /** Whose the signals of {@code id} are, stretch by stretch. */
  List<Part> parts(Id id) {
    return parts.computeIfAbsent(id, this::findParts);
  }

  private List<Part> findParts(Id id) {
    if (id.isUser()) {
      return List.of(new Part(Interval.WHOLE, canonical(id)));
    }
    List<Part> found = new ArrayList<>();
    Place from = null;
    Id customer = customerAt(id, null);
    for (Sighting sighting : sightings) {
      Id next = customerAt(id, sighting.at());
      if (!next.equals(customer)) {
        found.add(new Part(new Interval(from, sighting.at()), customer));
        from = sighting.at();
        customer = next;
      }
    }
    found.add(new Part(new Interval(from, null), customer));
    return found;
  }

  Identity identity(Id id) {
    Id customer = parts(id).getLast().customer();
    Map<Id, List<Interval>> members = new TreeMap<>();
    for (Id each : ids) {
      for (Part part : parts(each)) {
        if (part.customer().equals(customer)) {
          members.computeIfAbsent(each, key -> new ArrayList<>()).add(part.interval());
        }
      }
    }
    return new Identity(
        customer,
        members.entrySet().stream()
            .map(member -> new Identity.Member(member.getKey(), member.getValue()))
            .toList());
  }

  Id customerAt(Id device, @Nullable Place place) {
    String owner = ownerAt(device, place);
    return owner == null ? joined(device).first() : canonical(Id.user(owner));
  }

  private @Nullable String ownerAt(Id device, @Nullable Place place) {
    List<Sighting> counted =
        sightings.stream()
            .filter(sighting -> joined(device).contains(Id.anonymous(sighting.device())))
            .filter(this::counts)
            .toList();
    if (counted.isEmpty()) {
      return null;
    }
    return counted.reversed().stream()
        .filter(sighting -> place != null && sighting.at().compareTo(place) <= 0)
        .findFirst()
        .orElse(counted.getFirst())
        .user();
  }

  private boolean counts(Sighting sighting) {
    Id device = Id.anonymous(sighting.device());
    return !isCrowded(device)
        && words.stream()
            .noneMatch(word ->
                !word.same()
                    && word.isOn(device, Id.user(sighting.user()))
                    && word.at().compareTo(sighting.at()) >= 0);
  }

  private Id canonical(Id user) {
    Id known = canonical.get(user);
    if (known == null) {
      known = findCanonical(joined(user));
      canonical.put(user, known);
    }
    return known;
  }

  private Id findCanonical(SortedSet<Id> users) {
    for (Id user : users) {
      if (known.contains(user.value())) {
        return user;
      }
    }
    Place end = sightings.isEmpty() ? null : sightings.getLast().at();
    for (Id device : ids) {
      if (!device.isUser()) {
        String last = ownerAt(device, end);
        if (last != null && users.contains(Id.user(last))) {
          return device;
        }
      }
    }
    return users.first();
  }

  private SortedSet<Id> joined(Id id) {
    SortedSet<Id> set = joined.get(id);
    if (set == null) {
      set = new TreeSet<>(Set.of(id));
      boolean grew = true;
      while (grew) {
        SortedSet<Id> now = set;
        grew =
            set.addAll(
                ids.stream().filter(each -> now.stream().anyMatch(in -> join(in, each))).toList());
      }
      if (set.size() > limits.ids()) {
        set = new TreeSet<>(Set.of(id));
      }
      joined.put(id, set);
    }
    return set;
  }

  private boolean join(Id one, Id other) {
    return one.isUser() == other.isUser()
        && !isCrowded(one)
        && !isCrowded(other)
        && words.reversed().stream()
            .filter(word -> word.isOn(one, other))
            .findFirst()
            .map(Said::same)
            .orElse(false);
  }

  private boolean isCrowded(Id id) {
    return crowded.computeIfAbsent(id, this::findCrowded);
  }

  private boolean findCrowded(Id id) {
    Stream<Id> partners =
        words.stream()
            .filter(word -> word.first().equals(id) || word.second().equals(id))
            .map(word -> word.first().equals(id) ? word.second() : word.first());
    if (id.isUser()) {
      return partners.filter(Id::isUser).distinct().count() > limits.ids();
    }
    List<Sighting> seen =
        sightings.stream().filter(sighting -> sighting.device().equals(id.value())).toList();
    List<String> hands =
        seen.stream().filter(sighting -> !sighting.spoken()).map(Sighting::user).toList();
    int runs = 0;
    for (int i = 0; i < hands.size(); i++) {
      runs += i == 0 || !hands.get(i).equals(hands.get(i - 1)) ? 1 : 0;
    }
    return seen.stream().map(Sighting::user).distinct().count() > limits.users()
        || runs > limits.runs()
        || partners.distinct().count() > limits.ids();
  }
}
