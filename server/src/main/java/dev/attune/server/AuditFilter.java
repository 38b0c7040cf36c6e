package dev.attune.server;

import dev.attune.audit.AuditEntry;
import dev.attune.customer.Id;
import dev.attune.pages.Filled;
import dev.attune.pages.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What of the audit is asked for, all in the address.
 *
 * @param filled as it was typed, with what is wrong
 * @param since from the beginning of a day
 * @param until before the end of a day
 * @param about a customer's pseudonym; empty for one whom nobody ever touched
 */
record AuditFilter(
    Filled filled, Optional<Instant> since, Optional<Instant> until, Optional<String> about)
    implements Predicate<AuditEntry> {
  private static final List<String> FIELDS = List.of("who", "what", "from", "to", "about");
  private static final int LONGEST = 300;

  static AuditFilter of(Request request, Auditing auditing, Words words) {
    Map<String, String> typed = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    for (String field : FIELDS) {
      String text = request.parameter(field).orElse("").strip();
      typed.put(field, text.substring(0, Math.min(text.length(), LONGEST)));
    }
    Optional<LocalDate> from = day("from", typed, problems, words);
    Optional<LocalDate> to = day("to", typed, problems, words);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      problems.put("to", words.say("audit.problem.order"));
    }
    Optional<String> about = Optional.empty();
    String customer = typed.getOrDefault("about", "");
    if (!customer.isEmpty()) {
      try {
        Id id = CustomerApi.id(customer);
        about = Optional.of(auditing.pseudonym(id).orElse(""));
        if (!auditing.knows(id)) {
          problems.put("about", words.say("audit.problem.nobody"));
        }
      } catch (Refusal refusal) {
        problems.put("about", words.say("audit.problem.about"));
      }
    }
    return new AuditFilter(
        new Filled(typed, problems),
        from.map(day -> day.atStartOfDay(words.zone()).toInstant()),
        to.map(day -> day.plusDays(1).atStartOfDay(words.zone()).toInstant()),
        about);
  }

  private static Optional<LocalDate> day(
      String field, Map<String, String> typed, Map<String, String> problems, Words words) {
    String text = typed.getOrDefault(field, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      problems.put(field, words.say("audit.problem.day"));
      return Optional.empty();
    }
  }

  @Override
  public boolean test(AuditEntry entry) {
    String who = filled.of("who");
    return (who.isEmpty() || who.equals(entry.act().who()))
        && entry.act().what().contains(filled.of("what"))
        && until.map(end -> entry.at().isBefore(end)).orElse(true)
        && about.map(each -> entry.act().about().equals(Optional.of(each))).orElse(true);
  }

  /** The address of this list below {@code path}, before a number or from its beginning. */
  String address(String path, Optional<Long> before) {
    StringBuilder address = new StringBuilder(path);
    char mark = '?';
    for (String field : FIELDS) {
      if (filled.has(field)) {
        address.append(mark).append(field).append('=').append(Paths.encoded(filled.of(field)));
        mark = '&';
      }
    }
    if (before.isPresent()) {
      address.append(mark).append("before=").append(before.get());
    }
    return address.toString();
  }
}
