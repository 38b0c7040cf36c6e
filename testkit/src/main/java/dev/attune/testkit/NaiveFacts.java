package dev.attune.testkit;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Scope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts by their definition: scan all signals heard so far, keep those that count, add up. */
final class NaiveFacts {
  private static final double LARGEST = 2e12;

  private final List<Signal> heard;

  NaiveFacts(List<Signal> heard) {
    this.heard = heard;
  }

  /** The signals that a fact counts at {@code now}, in order. */
  List<Signal> counted(Fact fact, Instant now) {
    List<Signal> counted = new ArrayList<>();
    for (Signal signal : heard) {
      boolean inWindow =
          fact.within() == null || now.isBefore(signal.occurredAt().plus(fact.within()));
      if (inWindow && isOfStream(fact, signal)) {
        counted.add(signal);
      }
    }
    return counted;
  }

  @Nullable Object value(Fact fact, Instant now) {
    List<Signal> counted = counted(fact, now);
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
    };
  }

  /** The value that a numeric fact must leave out of {@code signal}, if it has one. */
  static @Nullable Object leftOut(Fact fact, Signal signal) {
    boolean numeric =
        switch (fact.kind()) {
          case SUM, MIN, MAX, MEAN -> true;
          case COUNT, FIRST, LAST, LATEST, DISTINCT -> false;
        };
    return numeric
            && isOfStream(fact, signal)
            && read(fact, signal) instanceof Number number
            && isTooLarge(number)
        ? number
        : null;
  }

  static boolean isOfStream(Fact fact, Signal signal) {
    return signal.event().equals(fact.event())
        && (fact.where() == null || fact.where().test(new OnlySignal(signal)).holds());
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

  /** What a fact's {@code where} may read. */
  private record OnlySignal(Signal signal) implements Scope {
    @Override
    public @Nullable Object fact(int index) {
      throw new IllegalStateException("where reads a fact");
    }

    @Override
    public double number(int index) {
      throw new IllegalStateException("where reads a fact");
    }

    @Override
    public @Nullable Object trait(String name) {
      throw new IllegalStateException("where reads a trait");
    }

    @Override
    public boolean inSegment(int index) {
      throw new IllegalStateException("where reads a segment");
    }
  }
}
