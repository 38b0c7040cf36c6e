package dev.attune.server;

import dev.attune.audit.AuditEntry;
import dev.attune.audit.AuditEntry.Head;
import dev.attune.audit.AuditTrail.Verdict;
import dev.attune.customer.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who did what, for stewards. */
final class AuditApi {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  private static final String OLDEST = "oldest";

  private static final int PIECE = 1_000;

  private final Auditing auditing;

  AuditApi(Auditing auditing) {
    this.auditing = auditing;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/audit", ADMIN, this::page).always(),
        Route.get("/api/audit/verify", ADMIN, this::verify).always());
  }

  private Answer page(Request request) {
    int limit = request.number("limit", 100, Paging.MOST);
    Predicate<AuditEntry> asked = asked(request);
    Optional<Long> cursor = cursor(request);
    boolean isOldestFirst =
        request.word("order", List.of("newest", OLDEST)).filter(OLDEST::equals).isPresent();
    return Answer.ok(
        isOldestFirst
            ? forward(cursor.orElse(0L), limit, asked)
            : backward(cursor.orElse(Long.MAX_VALUE), limit, asked));
  }

  private Data backward(long before, int limit, Predicate<AuditEntry> asked) {
    AuditFinder.Found found =
        new AuditFinder(auditing).before(before, limit, asked, Optional.empty());
    return page(found.entries().stream().map(AuditEntry::data).toList(), found.next());
  }

  private Data forward(long after, int limit, Predicate<AuditEntry> asked) {
    auditing.trail().settle();
    List<Data> found = new ArrayList<>();
    long last = auditing.head().sequence();
    long next = after;
    long end = Math.min(last, after + AuditFinder.MOST_LOOKED_AT);
    while (next < end && found.size() < limit) {
      long to = Math.min(end, next + PIECE);
      for (AuditEntry entry : auditing.trail().between(next + 1, to)) {
        if (found.size() < limit) {
          next = entry.sequence();
          if (asked.test(entry)) {
            found.add(entry.data());
          }
        }
      }
      next = found.size() < limit ? to : next;
    }
    return page(found, next < last ? Optional.of(next) : Optional.empty());
  }

  private static Data page(List<Data> found, Optional<Long> next) {
    Data.Builder page = new Data.Builder().put("entries", found);
    next.ifPresent(place -> page.put("next", Long.toString(place)));
    return page.build();
  }

  private Predicate<AuditEntry> asked(Request request) {
    Optional<String> who = request.parameter("who");
    Optional<String> what = request.parameter("what");
    Optional<String> of = request.parameter("of");
    Optional<String> about = request.parameter("about").map(this::pseudonym);
    return entry ->
        who.map(entry.act().who()::equals).orElse(true)
            && what.map(entry.act().what()::contains).orElse(true)
            && of.map(each -> entry.act().of().equals(Optional.of(each))).orElse(true)
            && about.map(each -> entry.act().about().equals(Optional.of(each))).orElse(true);
  }

  /** Who was never in the audit has a name that nobody has. */
  private String pseudonym(String id) {
    return auditing.pseudonym(CustomerApi.id(id)).orElse("");
  }

  private static Optional<Long> cursor(Request request) {
    Optional<String> cursor = request.parameter("cursor");
    cursor.ifPresent(text -> {
      if (!text.matches("[0-9]{1,18}")) {
        throw Refusal.unreadable(
            "bad-cursor", "cursor=%s is no cursor of a page before".formatted(text));
      }
    });
    return cursor.map(Long::parseLong);
  }

  private Answer verify(Request request) {
    Optional<Head> known = request.parameter("head").map(AuditApi::head);
    return Answer.ok(
        switch (auditing.trail().verify(known)) {
          case Verdict.Whole(Head head) ->
              Data.of("whole", true, "entries", head.sequence(), "head", head.text());
          case Verdict.Broken(long sequence, String reason) ->
              Data.of("whole", false, "first", sequence, "reason", reason);
        });
  }

  private static Head head(String text) {
    Matcher parts = HEAD.matcher(text);
    if (!parts.matches()) {
      throw Refusal.unreadable(
          "bad-parameter", "head=%s: expected NUMBER:MAC as the log has it".formatted(text));
    }
    return new Head(Long.parseLong(parts.group(1)), parts.group(2));
  }
}
