package dev.attune.testkit;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Streaks by their definition: the set of days with a signal, counted back from today. */
final class NaiveStreaks {
  private final ZoneId zone;

  NaiveStreaks(ZoneId zone) {
    this.zone = zone;
  }

  long length(Fact fact, List<Signal> counted, Instant now) {
    Set<LocalDate> marked = new HashSet<>();
    counted.forEach(signal -> marked.add(unit(fact, signal.occurredAt())));
    LocalDate unit = unit(fact, now);
    if (!marked.contains(unit)) {
      unit = before(fact, unit);
    }
    long length = 0;
    while (marked.contains(unit)) {
      length++;
      unit = before(fact, unit);
    }
    return length;
  }

  /** The first signal of the streak's last day, if the streak breaks exactly now. */
  @Nullable Signal brokenAt(Fact fact, List<Signal> counted, Instant now) {
    boolean breaks =
        length(fact, counted, now) == 0 && length(fact, counted, now.minusMillis(1)) > 0;
    if (!breaks) {
      return null;
    }
    LocalDate last = unit(fact, counted.getLast().occurredAt());
    return counted.stream()
        .filter(signal -> unit(fact, signal.occurredAt()).equals(last))
        .findFirst()
        .orElseThrow();
  }

  /** The instants at which a day or week begins, of those around a signal. */
  List<Instant> edges(Fact fact, Instant at) {
    LocalDate unit = unit(fact, at);
    ChronoUnit step = fact.by() == Fact.Unit.WEEK ? ChronoUnit.WEEKS : ChronoUnit.DAYS;
    return List.of(start(unit.plus(1, step)), start(unit.plus(2, step)));
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private LocalDate unit(Fact fact, Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return fact.by() == Fact.Unit.WEEK ? day.with(WeekFields.ISO.dayOfWeek(), 1) : day;
  }

  private static LocalDate before(Fact fact, LocalDate unit) {
    return fact.by() == Fact.Unit.WEEK ? unit.minus(1, ChronoUnit.WEEKS) : unit.minusDays(1);
  }
}
