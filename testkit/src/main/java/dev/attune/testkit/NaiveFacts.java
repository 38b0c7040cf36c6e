package dev.attune.testkit;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.Playbook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts by their definition: scan all signals heard so far, keep those that count, add up. */
final class NaiveFacts {
  private static final double LARGEST = 2e12;

  private final List<Signal> heard;
  private final Playbook playbook;
  private final NaiveGoals goals;
  private final NaiveStreaks streaks;

  NaiveFacts(Playbook playbook, List<Signal> heard) {
    this.playbook = playbook;
    this.heard = heard;
    goals = new NaiveGoals(heard);
    streaks = new NaiveStreaks(playbook.zone());
  }

  /** The signals that a fact counts at {@code now}, in order. */
  List<Signal> counted(Fact fact, Instant now) {
    List<Signal> counted = new ArrayList<>();
    for (Signal signal : heard) {
      int windows = fact.kind() == Fact.Kind.TREND ? 2 : 1;
      boolean inWindow =
          fact.within() == null
              || now.isBefore(signal.occurredAt().plus(fact.within().multipliedBy(windows)));
      if (inWindow && isOfStream(fact, signal)) {
        counted.add(signal);
      }
    }
    return counted;
  }

  /** The value of a fact without {@code per}. */
  @Nullable Object value(Fact fact, Instant now) {
    if (fact.kind().readsGoal()) {
      return goals.value(goal(fact), fact, now);
    }
    return value(fact, counted(fact, now), now);
  }

  /** The entries of a fact with {@code per}. */
  Map<String, Object> entries(Fact fact, Instant now) {
    Map<String, Object> entries = new HashMap<>();
    seen(fact, now)
        .forEach((key, counted) -> {
          Object value = value(fact, counted, now);
          if (value != null) {
            entries.put(key, value);
          }
        });
    return entries;
  }

  /** The entry of one key, which may count nothing; none where it is not seen. */
  @Nullable Object entry(Fact fact, @Nullable String key, Instant now) {
    if (key == null) {
      return null;
    }
    List<Signal> counted = byKey(fact, now).getOrDefault(key, List.of());
    boolean isLeftOut = isFilled(fact, counted) && !seen(fact, now).containsKey(key);
    return isLeftOut ? null : value(fact, counted, now);
  }

  /** The keys that count something: of too many those that count most, then by their text. */
  private Map<String, List<Signal>> seen(Fact fact, Instant now) {
    Map<String, List<Signal>> seen = new HashMap<>();
    byKey(fact, now).entrySet().stream()
        .filter(entry -> isFilled(fact, entry.getValue()))
        .sorted(
            Comparator.comparingInt((Map.Entry<String, List<Signal>> e) -> -e.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .limit(Fact.MOST_ENTRIES)
        .forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
    return seen;
  }

  private static boolean isFilled(Fact fact, List<Signal> counted) {
    return fact.within() != null ? !counted.isEmpty() : !read(fact, counted).isEmpty();
  }

  /** The signal because of which time alone changes a fact exactly now, if any. */
  Signal.@Nullable Address turnedAt(Fact fact, Instant now) {
    if (fact.kind().readsGoal()) {
      return fact.within() == null ? null : goalTurned(fact, now.minus(fact.within()));
    }
    if (fact.isMap()) {
      return byKey(fact, Instant.MIN).values().stream()
          .map(heard -> turnedAt(fact, heard, now))
          .filter(Objects::nonNull)
          .min(Comparator.comparing(Signal.Address::sender).thenComparing(Signal.Address::at))
          .orElse(null);
    }
    return turnedAt(fact, heard.stream().filter(s -> isOfStream(fact, s)).toList(), now);
  }

  private Signal.@Nullable Address turnedAt(Fact fact, List<Signal> of, Instant now) {
    if (fact.kind() == Fact.Kind.STREAK) {
      Signal broken = streaks.brokenAt(fact, of, now);
      return broken == null ? null : broken.address();
    }
    if (fact.within() == null) {
      return null;
    }
    Signal.Address left = first(of, now.minus(fact.within()));
    return left == null && fact.kind() == Fact.Kind.TREND
        ? first(of, now.minus(fact.within()).minus(fact.within()))
        : left;
  }

  private static Signal.@Nullable Address first(List<Signal> of, Instant at) {
    return of.stream()
        .filter(signal -> signal.occurredAt().equals(at))
        .map(Signal::address)
        .findFirst()
        .orElse(null);
  }

  private Signal.@Nullable Address goalTurned(Fact fact, Instant left) {
    return goals.at(goal(fact), left).ended().stream()
        .filter(end -> end.at().equals(left) && NaiveGoals.isRead(fact, end))
        .map(end -> new Signal.Address(end.sender().sender(), end.at()))
        .findFirst()
        .orElse(null);
  }

  private Goal goal(Fact fact) {
    return playbook.goals().stream()
        .filter(goal -> goal.name().equals(fact.event()))
        .findFirst()
        .orElseThrow();
  }

  /** The signals that count, or for {@link Instant#MIN} ever counted, by their key. */
  private Map<String, List<Signal>> byKey(Fact fact, Instant now) {
    Map<String, List<Signal>> byKey = new HashMap<>();
    for (Signal signal : now.equals(Instant.MIN) ? heard : counted(fact, now)) {
      String key = NaiveKeys.of(signal, Objects.requireNonNull(fact.per()));
      if (key != null && isOfStream(fact, signal)) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(signal);
      }
    }
    return byKey;
  }

  /** The signals that have what a fact reads. */
  private static List<Signal> read(Fact fact, List<Signal> counted) {
    return switch (fact.kind()) {
      case SUM, MIN, MAX, MEAN ->
          counted.stream().filter(s -> !numbers(fact, List.of(s)).isEmpty()).toList();
      case LATEST, DISTINCT -> counted.stream().filter(s -> scalar(read(fact, s)) != null).toList();
      default -> counted;
    };
  }

  private @Nullable Object value(Fact fact, List<Signal> counted, Instant now) {
    return switch (fact.kind()) {
      case COUNT -> (long) counted.size();
      case FIRST -> counted.isEmpty() ? null : counted.getFirst().occurredAt();
      case LAST -> counted.isEmpty() ? null : counted.getLast().occurredAt();
      case SUM -> sum(numbers(fact, counted)).doubleValue();
      case MIN ->
          numbers(fact, counted).stream()
              .min(BigDecimal::compareTo)
              .map(n -> (Object) n.doubleValue())
              .orElse(null);
      case MAX ->
          numbers(fact, counted).stream()
              .max(BigDecimal::compareTo)
              .map(n -> (Object) n.doubleValue())
              .orElse(null);
      case MEAN -> mean(numbers(fact, counted));
      case LATEST -> latest(fact, counted);
      case DISTINCT -> distinct(fact, counted);
      case STREAK -> streaks.length(fact, counted, now);
      case TREND -> trend(fact, counted, now);
      case ATTAINED, MISSED, RATE, OPEN -> throw new IllegalStateException("of a goal: " + fact);
    };
  }

  /** The value that a numeric fact must leave out of {@code signal}, if it has one. */
  static @Nullable Object leftOut(Fact fact, Signal signal) {
    boolean numeric =
        switch (fact.kind()) {
          case SUM, MIN, MAX, MEAN -> true;
          default -> false;
        };
    return numeric
            && isOfStream(fact, signal)
            && read(fact, signal) instanceof Number number
            && isTooLarge(number)
        ? number
        : null;
  }

  static boolean isOfStream(Fact fact, Signal signal) {
    return !fact.kind().readsGoal()
        && signal.event().equals(fact.event())
        && (fact.per() == null || NaiveKeys.of(signal, fact.per()) != null)
        && (fact.where() == null || fact.where().test(new OnlySignal(signal)).holds());
  }

  private static Object trend(Fact fact, List<Signal> counted, Instant now) {
    long present =
        counted.stream()
            .filter(s -> now.isBefore(s.occurredAt().plus(Objects.requireNonNull(fact.within()))))
            .count();
    return present - (counted.size() - present);
  }

  private static List<BigDecimal> numbers(Fact fact, List<Signal> counted) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (Signal signal : counted) {
      if (read(fact, signal) instanceof Number number && !isTooLarge(number)) {
        BigDecimal exact =
            number instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : BigDecimal.valueOf(number.doubleValue());
        numbers.add(exact.setScale(6, RoundingMode.HALF_EVEN));
      }
    }
    return numbers;
  }

  private static boolean isTooLarge(Number number) {
    return Math.abs(number.doubleValue()) > LARGEST;
  }

  private static BigDecimal sum(List<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static @Nullable Object mean(List<BigDecimal> numbers) {
    return numbers.isEmpty() ? null : (Object) (sum(numbers).doubleValue() / numbers.size());
  }

  private static @Nullable Object latest(Fact fact, List<Signal> counted) {
    Object latest = null;
    for (Signal signal : counted) {
      Object value = scalar(read(fact, signal));
      latest = value == null ? latest : value;
    }
    return latest;
  }

  private static Object distinct(Fact fact, List<Signal> counted) {
    Set<Object> values = new HashSet<>();
    for (Signal signal : counted) {
      Object value = scalar(read(fact, signal));
      if (value != null) {
        values.add(value);
      }
    }
    return (long) values.size();
  }

  private static @Nullable Object read(Fact fact, Signal signal) {
    return fact.of() == null ? null : signal.content().properties().at(fact.of());
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15) {
      return real.longValue();
    }
    return value instanceof String
            || value instanceof Long
            || value instanceof Double
            || value instanceof Boolean
        ? value
        : null;
  }
}
