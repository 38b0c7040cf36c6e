package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a sample of timelines shows beyond the numbers of the catalogue: how regularly customers do
 * things, what they do again about the same, which events belong to one thing, which traits are
 * dates. Bounded in everything; the same for the same history. One thread, single use.
 */
final class Survey {
  /** Customers looked at, evenly over all there are. */
  static final int CUSTOMERS = 2_000;

  private static final int SIGNALS = 500;
  private static final int EVENTS = 40;
  private static final int PROPERTIES = 40;
  private static final int PAIRS = 400;
  private static final int THINGS = 2_000;
  private static final int SAMPLE = 2_000;
  private static final int BATCH = 500;

  /** As far as a path can name it. */
  private static final Pattern NAMEABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,60}");

  private static final Pattern ID = Pattern.compile("(?i).*[a-z0-9_]id|id");
  private static final long TWO_WEEKS = 14L * 86_400_000;

  /** An event in the sample. */
  static final class OfEvent {
    long customers;
    long regulars;
    long quiet;
    final List<Long> gaps = new ArrayList<>();
    final Map<String, OfProperty> properties = new TreeMap<>();
  }

  /** A property of an event whose values are texts. */
  static final class OfProperty {
    long texts;
    long again;
    final Set<String> values = new HashSet<>();

    /** Whether values come back, as topics do and ids do not. */
    boolean isTopic() {
      return texts >= 10 && values.size() * 4L <= texts;
    }
  }

  /** A trait in the sample. */
  static final class OfTrait {
    long customers;
    long dates;
    long ahead;
  }

  /** Two events that a property says belong to one thing: the one begins it, the other ends it. */
  record Pair(String first, String second, String property) {}

  /** One event, and later another. */
  static final class OfPair {
    long things;
    final List<Long> delays = new ArrayList<>();
  }

  final Map<String, OfEvent> events = new TreeMap<>();
  final Map<String, OfTrait> traits = new TreeMap<>();
  final Map<Pair, OfPair> pairs = new HashMap<>();

  private final Timelines timelines;
  private final Links links;
  private final Instant now;
  private final Set<String> known = new HashSet<>();
  private long customers;

  private Survey(Source source, List<CatalogueEntry> catalogue, Instant now) {
    timelines = new Timelines(source);
    links = new Links(new StoredLinks(source, timelines));
    this.now = now;
    catalogue.stream()
        .filter(entry -> entry.name().isEmpty() && !entry.event().isEmpty())
        .sorted((a, b) -> Long.compare(b.count(), a.count()))
        .limit(EVENTS)
        .forEach(entry -> known.add(entry.event()));
  }

  /** Looks at a sample of everybody. */
  static Survey of(Source source, List<CatalogueEntry> catalogue, long customers, Instant now) {
    Survey survey = new Survey(source, catalogue, now);
    long step = Math.max(1, customers / CUSTOMERS);
    long number = 0;
    try (Roll roll = new Roll(source)) {
      List<Recorded> batch = roll.next(BATCH);
      while (!batch.isEmpty() && survey.customers < CUSTOMERS) {
        for (Recorded each : batch) {
          if (number++ % step == 0 && survey.customers < CUSTOMERS) {
            survey.look(survey.links.customer(each.id()));
          }
        }
        batch = roll.next(BATCH);
      }
    }
    return survey;
  }

  /** How many customers were looked at. */
  long customers() {
    return customers;
  }

  private void look(Identity who) {
    customers++;
    Map<String, List<Long>> times = new TreeMap<>();
    Map<String, List<Long>> topics = new HashMap<>();
    Map<String, Begun> things = new HashMap<>();
    Map<String, Object> stated = new TreeMap<>();
    try (Merge newest = timelines.newestOf(who, null)) {
      List<Signal> signals = signals(newest);
      for (Signal signal : signals.reversed()) {
        if (signal.content() instanceof Content.Identify(Data said)) {
          said.forEach(stated::put);
        } else if (known.contains(signal.event())) {
          long at = signal.occurredAt().toEpochMilli();
          times.computeIfAbsent(signal.event(), event -> new ArrayList<>()).add(at);
          signal
              .content()
              .properties()
              .forEach((name, value) -> property(signal.event(), name, value, at, topics, things));
        }
      }
    }
    times.forEach(this::event);
    stated.forEach(this::trait);
  }

  private static List<Signal> signals(Merge newest) {
    List<Signal> signals = new ArrayList<>();
    for (StoredSignal next = newest.next();
        next != null && signals.size() < SIGNALS;
        next = newest.next()) {
      try {
        signals.add(next.signal());
      } catch (DamagedBytes e) {
        assert e.getMessage() != null; // a signal nobody can read means nothing
      }
    }
    return signals;
  }

  private void event(String name, List<Long> times) {
    OfEvent event = events.computeIfAbsent(name, each -> new OfEvent());
    event.customers++;
    if (times.size() < 4) {
      return;
    }
    event.regulars++;
    long gap = (times.getLast() - times.getFirst()) / (times.size() - 1);
    if (event.gaps.size() < SAMPLE) {
      event.gaps.add(gap);
    }
    if (now.toEpochMilli() - times.getLast() > Math.max(86_400_000, 3 * gap)) {
      event.quiet++;
    }
  }

  /** When a thing was first spoken of, and by which event. */
  private record Begun(String event, long at) {}

  private void property(
      String event,
      String name,
      Object value,
      long at,
      Map<String, List<Long>> topics,
      Map<String, Begun> things) {
    if (!NAMEABLE.matcher(name).matches() || !(value instanceof String || value instanceof Long)) {
      return;
    }
    String text = value.toString();
    if (ID.matcher(name).matches()) {
      belong(event, name, text, at, things);
    } else if (value instanceof String) {
      topic(event, name, text, at, topics);
    }
  }

  private void belong(String event, String name, String value, long at, Map<String, Begun> things) {
    String thing = name + "\n" + value;
    Begun begun = things.get(thing);
    if (begun == null) {
      if (things.size() < THINGS) {
        things.put(thing, new Begun(event, at));
      }
      return;
    }
    Pair pair = new Pair(begun.event(), event, name);
    if (begun.event().equals(event) || (!pairs.containsKey(pair) && pairs.size() >= PAIRS)) {
      return;
    }
    OfPair known = pairs.computeIfAbsent(pair, each -> new OfPair());
    known.things++;
    if (known.delays.size() < SAMPLE) {
      known.delays.add(at - begun.at());
    }
  }

  private void topic(
      String event, String name, String value, long at, Map<String, List<Long>> topics) {
    OfEvent seen = events.computeIfAbsent(event, each -> new OfEvent());
    if (!seen.properties.containsKey(name) && seen.properties.size() >= PROPERTIES) {
      return;
    }
    OfProperty property = seen.properties.computeIfAbsent(name, each -> new OfProperty());
    property.texts++;
    if (property.values.size() < SAMPLE) {
      property.values.add(value.toLowerCase(Locale.ROOT));
    }
    List<Long> before =
        topics.computeIfAbsent(event + "\n" + name + "\n" + value, key -> new ArrayList<>());
    before.add(at);
    if (before.size() >= 3 && at - before.get(before.size() - 3) <= TWO_WEEKS) {
      property.again++;
    }
  }

  private void trait(String name, Object value) {
    if (!NAMEABLE.matcher(name).matches() || !(value instanceof String text)) {
      return;
    }
    OfTrait trait = traits.computeIfAbsent(name, each -> new OfTrait());
    trait.customers++;
    DateText.instant(text)
        .ifPresent(at -> {
          trait.dates++;
          trait.ahead += at.isAfter(now) ? 1 : 0;
        });
  }
}
