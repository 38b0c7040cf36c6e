package dev.attune.server;

import dev.attune.audit.AuditEntry;
import dev.attune.audit.AuditTrail.Verdict;
import dev.attune.pages.AuditPage;
import dev.attune.pages.AuditPage.Doer;
import dev.attune.pages.Filled;
import dev.attune.pages.Filter.Choice;
import dev.attune.pages.Frame;
import dev.attune.pages.PeoplePages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.people.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who did what: looked through, verified, and taken along as a table. */
final class AuditPages {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final int SHOWN = 60;
  private static final String PERSON = "person:";
  private static final String TOKEN = "token:";

  private final Framing framing;
  private final Roster roster;
  private final Auditing auditing;
  private final AuditFinder finder;

  AuditPages(Framing framing, Roster roster) {
    this.framing = framing;
    this.roster = roster;
    auditing = roster.auditing();
    finder = new AuditFinder(auditing);
  }

  List<Route> routes() {
    String here = Place.AUDIT.href();
    return List.of(
        Route.get(here, ADMIN, request -> page(request, Optional.empty())).always(),
        Route.get(here + ".csv", ADMIN, this::csv).always(),
        Route.post(here + "/verify", ADMIN, this::verify));
  }

  private Answer page(Request request, Optional<AuditPage.Verdict> verdict) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    auditing.trail().settle();
    AuditFilter filter = AuditFilter.of(request, auditing, words);
    Filled typed = filter.filled();
    AuditFinder.Found found =
        typed.isWrong()
            ? new AuditFinder.Found(List.of(), Optional.empty())
            : finder.before(before(request, filter), SHOWN, filter, filter.since());
    boolean isCut = found.next().isPresent() && found.entries().size() < SHOWN;
    AuditPage page =
        new AuditPage(
            days(found.entries(), words),
            typed,
            people(typed.of("who"), words),
            AuditWords.choices(words),
            auditing.head().sequence(),
            found.next().map(next -> filter.address(Place.AUDIT.href(), Optional.of(next))),
            isCut,
            filter.address(Place.AUDIT.href() + ".csv", Optional.empty()),
            verdict);
    String html = PeoplePages.audit(frame.at(Place.AUDIT, frame.say(Place.AUDIT.key())), page);
    return Framing.answer(request, typed.isWrong() ? 422 : 200, html);
  }

  private long before(Request request, AuditFilter filter) {
    return request
        .parameter("before")
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElseGet(() -> filter.until().map(finder::firstSince).orElse(Long.MAX_VALUE));
  }

  private List<Choice> people(String chosen, Words words) {
    List<Choice> people = new ArrayList<>();
    people.add(new Choice("", words.say("audit.anybody")));
    for (Account each : roster.accounts().people().all()) {
      String title = Labels.cut(each.person().title());
      String name = each.person().name();
      people.add(new Choice(PERSON + name, title.equals(name) ? name : title + " (" + name + ")"));
    }
    people.add(new Choice("nobody", words.say("audit.nobody")));
    if (people.stream().noneMatch(each -> each.value().equals(chosen))) {
      people.add(new Choice(chosen, Labels.cut(chosen)));
    }
    return people;
  }

  private List<AuditPage.Day> days(List<AuditEntry> entries, Words words) {
    List<AuditPage.Day> days = new ArrayList<>();
    List<AuditPage.Row> rows = new ArrayList<>();
    String label = "";
    for (AuditEntry entry : entries) {
      String day = words.weekday(entry.at()) + ", " + words.day(entry.at());
      if (!day.equals(label) && !rows.isEmpty()) {
        days.add(new AuditPage.Day(label, rows));
        rows = new ArrayList<>();
      }
      label = day;
      rows.add(row(entry, words));
    }
    if (!rows.isEmpty()) {
      days.add(new AuditPage.Day(label, rows));
    }
    return days;
  }

  private AuditPage.Row row(AuditEntry entry, Words words) {
    String who = entry.act().who();
    return new AuditPage.Row(
        entry.sequence(),
        entry.at(),
        doer(who),
        called(who, words),
        AuditWords.said(entry.act().what(), words),
        entry.act().what(),
        Labels.cut(entry.act().of().orElse("")),
        entry.act().about().map(Labels::cut).orElse(""),
        entry.act().from());
  }

  private static Doer doer(String who) {
    if (who.startsWith(PERSON)) {
      return Doer.PERSON;
    }
    return who.startsWith(TOKEN) ? Doer.TOKEN : Doer.NOBODY;
  }

  private String called(String who, Words words) {
    return switch (doer(who)) {
      case PERSON -> {
        String name = who.substring(PERSON.length());
        yield roster
            .accounts()
            .people()
            .find(name)
            .map(each -> Labels.cut(each.person().title()))
            .orElse(name);
      }
      case TOKEN -> words.say("audit.token", Labels.cut(who.substring(TOKEN.length())));
      case NOBODY -> words.say("audit.nobody");
    };
  }

  private Answer verify(Request request) {
    Words words = framing.of(request).words();
    return page(
        request,
        Optional.of(
            switch (auditing.trail().verify(Optional.empty())) {
              case Verdict.Whole(AuditEntry.Head head) ->
                  new AuditPage.Verdict(
                      true, words.say("audit.whole", head.sequence()), head.text());
              case Verdict.Broken(long sequence, String reason) ->
                  new AuditPage.Verdict(false, words.say("audit.broken", sequence, reason), "");
            }));
  }

  private Answer csv(Request request) {
    auditing.trail().settle();
    AuditFilter filter = AuditFilter.of(request, auditing, framing.of(request).words());
    if (filter.filled().isWrong()) {
      return page(request, Optional.empty());
    }
    return CsvText.streamed(
        "audit",
        List.of("number", "at", "who", "what", "of", "customer", "address"),
        finder.all(before(request, filter), filter, filter.since()).map(AuditPages::cells));
  }

  private static List<String> cells(AuditEntry entry) {
    return List.of(
        Long.toString(entry.sequence()),
        entry.at().toString(),
        entry.act().who(),
        entry.act().what(),
        entry.act().of().orElse(""),
        entry.act().about().orElse(""),
        entry.act().from());
  }
}
