package dev.attune.server;

import dev.attune.engine.RehearsalQuery;
import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Of what time a rehearsal counts. A day begins in the zone of the playbook that is rehearsed.
 *
 * @param to until just before when; nothing: until now
 */
record Stretch(Instant from, Optional<Instant> to) {
  private static final int DAYS = 90;
  private static final int DATE_LENGTH = "2026-01-31".length();

  /**
   * As {@code from}, {@code to} and {@code days} of a request say.
   *
   * @param text the playbook
   * @throws Refusal if they are none
   */
  static Stretch of(Request request, String text, Instant now) {
    ZoneId zone = zone(text);
    Optional<Instant> to = instant(request, "to", zone);
    int days = request.number("days", DAYS, (int) RehearsalQuery.LONGEST.toDays());
    Instant end = to.orElse(now);
    boolean isDate = request.parameter("to").filter(Stretch::isDate).isPresent();
    Instant usual =
        isDate ? end.atZone(zone).minusDays(days).toInstant() : end.minus(Duration.ofDays(days));
    return new Stretch(instant(request, "from", zone).orElse(usual), to);
  }

  /** The zone of a playbook; of one that is refused anyway, UTC. */
  static ZoneId zone(String text) {
    return new PlaybookReader().read(text) instanceof Checked.Accepted accepted
        ? accepted.playbook().zone()
        : ZoneOffset.UTC;
  }

  private static boolean isDate(String text) {
    return text.length() == DATE_LENGTH;
  }

  private static Optional<Instant> instant(Request request, String name, ZoneId zone) {
    try {
      return request
          .parameter(name)
          .map(text ->
              isDate(text)
                  ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                  : Instant.parse(text));
    } catch (DateTimeException e) {
      throw Refusal.unreadable(
          "bad-parameter",
          "%s=%s: expected a day such as 2026-03-01, or an instant such as 2026-03-01T00:00:00Z"
              .formatted(name, request.parameter(name).orElse("")));
    }
  }
}
