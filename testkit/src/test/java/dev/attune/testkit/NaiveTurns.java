package dev.attune.testkit;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads.Operator;
import dev.attune.testkit.Recount.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When segments over windows turn, by their definition: at each instant at which a ride comes or
 * leaves, all rides are looked at anew. It knows one event and no more, so that it is quick enough
 * for long histories.
 */
final class NaiveTurns {
  static final Instant START = Instant.parse("2026-03-25T00:00:00Z");

  private static final String SENDER = "test";

  private final List<Asked> segments;
  private final List<Ride> history;
  private final boolean[] holds;
  private final List<Standing> turns = new ArrayList<>();
  private int heard;

  NaiveTurns(List<Asked> segments, List<Ride> history) {
    this.segments = segments;
    this.history = history;
    holds = new boolean[segments.size()];
  }

  /**
   * A segment: those for whom a fact over a window compares so with a limit.
   *
   * @param mirrored whether the limit is written on the left
   */
  record Asked(Fact.Kind kind, long within, Operator operator, BigDecimal limit, boolean mirrored) {
    String fact() {
      return kind.name().toLowerCase(Locale.ROOT) + within;
    }

    String declaration() {
      String of = kind == Fact.Kind.COUNT ? "" : ", of: properties.fare";
      String kindOf = kind.name().toLowerCase(Locale.ROOT);
      return "  %s: { %s: Ride%s, within: %dms }%n".formatted(fact(), kindOf, of, within);
    }

    String condition() {
      String number = limit.toPlainString();
      return mirrored
          ? number + " " + mirror() + " facts." + fact()
          : "facts." + fact() + " " + sign() + " " + number;
    }

    private String sign() {
      return switch (operator) {
        case LESS -> "<";
        case AT_MOST -> "<=";
        case MORE -> ">";
        case AT_LEAST -> ">=";
        case EQUAL -> "==";
        case UNEQUAL -> "!=";
      };
    }

    private String mirror() {
      return switch (operator) {
        case LESS -> ">";
        case AT_MOST -> ">=";
        case MORE -> "<";
        case AT_LEAST -> "<=";
        case EQUAL, UNEQUAL -> sign();
      };
    }

    /** Of what is unknown nothing holds, not even that it differs. */
    boolean holds(@Nullable Double value) {
      if (value == null) {
        return false;
      }
      int order = Double.compare(value + 0.0, limit.doubleValue() + 0.0);
      return switch (operator) {
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case MORE -> order > 0;
        case AT_LEAST -> order >= 0;
        case EQUAL -> order == 0;
        case UNEQUAL -> order != 0;
      };
    }
  }

  /**
   * One event of the history.
   *
   * @param at in milliseconds after the start
   * @param fare its number, exact to six places; null if it has none
   * @param value what tells it from others; null if nothing does
   */
  record Ride(Signal signal, long at, @Nullable BigDecimal fare, @Nullable Object value) {
    static Ride of(int number, long at, Object fare) {
      Signal signal =
          new Signal(
              new SignalId(SENDER, "%05d".formatted(number)),
              Origin.SERVER,
              "mara",
              null,
              START.plusMillis(at),
              Data.EMPTY,
              new Content.Track("Ride", Data.of("fare", fare)));
      if (fare instanceof Number counted) {
        BigDecimal exact = BigDecimal.valueOf(counted.doubleValue());
        return new Ride(
            signal, at, exact.setScale(6, RoundingMode.HALF_EVEN), counted.doubleValue());
      }
      return new Ride(signal, at, null, fare instanceof String ? fare : null);
    }
  }

  /** All turns in order, each with its cause. */
  List<Standing> all() {
    NavigableSet<Long> instants = new TreeSet<>();
    for (Ride ride : history) {
      instants.add(ride.at());
      segments.forEach(segment -> instants.add(ride.at() + segment.within()));
    }
    for (long now : instants) {
      if (heard > 0) {
        look(now, null);
      }
      while (heard < history.size() && history.get(heard).at() == now) {
        look(now, history.get(heard++).signal());
      }
    }
    return turns;
  }

  private void look(long now, @Nullable Signal by) {
    for (int i = 0; i < segments.size(); i++) {
      Asked segment = segments.get(i);
      boolean holdsNow = segment.holds(value(segment, now));
      if (holdsNow != holds[i]) {
        holds[i] = holdsNow;
        Instant left = START.plusMillis(now - segment.within());
        Cause cause =
            by == null
                ? new Cause.ByTime(START.plusMillis(now), new Signal.Address(sender(), left))
                : new Cause.BySignal(by.id(), by.address());
        String name = "s" + i;
        turns.add(new Standing(cause, holdsNow ? new Change.Entered(name) : new Change.Left(name)));
      }
    }
  }

  private Id sender() {
    return history.getFirst().signal().address().sender();
  }

  private @Nullable Double value(Asked asked, long now) {
    List<Ride> counted = new ArrayList<>();
    for (Ride ride : history.subList(0, heard)) {
      if (now < ride.at() + asked.within()) {
        counted.add(ride);
      }
    }
    List<BigDecimal> fares = counted.stream().map(Ride::fare).filter(Objects::nonNull).toList();
    List<Object> values = counted.stream().map(Ride::value).filter(Objects::nonNull).toList();
    return switch (asked.kind()) {
      case COUNT -> (double) counted.size();
      case SUM -> sum(fares);
      case MEAN -> fares.isEmpty() ? null : (Double) (sum(fares) / fares.size());
      case MIN -> fares.isEmpty() ? null : (Double) Collections.min(fares).doubleValue();
      case MAX -> fares.isEmpty() ? null : (Double) Collections.max(fares).doubleValue();
      case DISTINCT -> (double) new HashSet<>(values).size();
      case LATEST -> values.isEmpty() || !(values.getLast() instanceof Double last) ? null : last;
      default -> throw new IllegalArgumentException("not asked here: " + asked.kind());
    };
  }

  private static double sum(List<BigDecimal> fares) {
    return fares.stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
  }
}
