package dev.attune.server;

import dev.attune.pages.Filled;
import dev.attune.pages.Frame;
import dev.attune.pages.Invitation;
import dev.attune.pages.PeoplePage;
import dev.attune.pages.PeoplePages;
import dev.attune.pages.PersonPage;
import dev.attune.pages.Place;
import dev.attune.pages.Trust;
import dev.attune.pages.Words;
import dev.attune.people.Account;
import dev.attune.people.People;
import dev.attune.people.PeopleException;
import dev.attune.people.Person;
import dev.attune.people.Session;
import dev.attune.playbook.Budget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Somebody who works here: what is said of them, what they may give, where they are signed in. */
final class PersonPages {
  private static final Access ADMIN = RosterPages.ADMIN;
  private static final String ONE = "/people/{name}";
  private static final List<String> SAID =
      List.of("title", "email", "role", "team", "zone", "language");
  private static final List<String> DONE =
      List.of("about", "session", "sessions", "ended", "budget");

  private final Framing framing;
  private final Roster roster;
  private final PersonRows rows;

  PersonPages(Framing framing, Roster roster, PersonRows rows) {
    this.framing = framing;
    this.roster = roster;
    this.rows = rows;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ONE, RosterPages.READ, this::one),
        Route.post(ONE, ADMIN, this::change),
        Route.post(ONE + "/budget", ADMIN, this::budget),
        Route.post(ONE + "/link", ADMIN, this::link),
        Route.post(ONE + "/sessions/end", ADMIN, this::endSessions),
        Route.post(ONE + "/sessions/{id}/end", ADMIN, this::endSession),
        Route.post(ONE + "/end", ADMIN, this::end));
  }

  private Account named(Request request) {
    return roster.demand(request.name("name"));
  }

  private static String href(Account account, String done) {
    return "/people/" + account.person().name() + "?done=" + done;
  }

  /** What is on the page beside what is known. */
  private record Shown(
      int status,
      Optional<Filled> about,
      Optional<Filled> budget,
      Optional<Invitation> made,
      Optional<String> told) {
    static final Shown PLAIN =
        new Shown(200, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Shown about(Filled wrong) {
      return new Shown(
          422, Optional.of(wrong), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Shown budget(Filled wrong) {
      return new Shown(
          422, Optional.empty(), Optional.of(wrong), Optional.empty(), Optional.empty());
    }

    static Shown made(Invitation made) {
      return new Shown(
          200, Optional.empty(), Optional.empty(), Optional.of(made), Optional.empty());
    }
  }

  private Answer one(Request request) {
    return page(request, named(request), Shown.PLAIN);
  }

  private Answer page(Request request, Account account, Shown shown) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Person person = account.person();
    PeoplePage.Row row = rows.row(account, request.person(), words);
    PersonPage page =
        new PersonPage(
            row,
            account.since(),
            at(account, row),
            shown.about().orElseGet(() -> PersonForm.of(person)),
            shown
                .budget()
                .orElseGet(() -> PersonForm.budgetOf(person, rows.trusts().ofRole(person))),
            rows.choices(words),
            rows.sessions(person.name(), session(request)),
            shown.made(),
            shown.told().or(() -> done(request, row, words)),
            RosterPages.mayChange(request));
    String html = PeoplePages.one(frame.at(Place.PEOPLE, row.title()), page);
    Answer answer = Framing.answer(request, shown.status(), html);
    return shown.made().isPresent() ? answer.with("Cache-Control", "no-store") : answer;
  }

  private static Optional<Session> session(Request request) {
    return request.caller() instanceof Caller.ByPerson by
        ? Optional.of(by.session())
        : Optional.empty();
  }

  private static Optional<Instant> at(Account account, PeoplePage.Row row) {
    return switch (row.state()) {
      case ENDED -> account.endedAt();
      case INVITED, LATE -> account.link().map(Account.Link::until);
      case ACTIVE -> Optional.empty();
    };
  }

  private static Optional<String> done(Request request, PeoplePage.Row row, Words words) {
    Optional<String> done = request.parameter("done").filter(DONE::contains);
    if (done.isPresent() && done.get().equals("budget")) {
      Trust trust = row.trust();
      return Optional.of(
          trust
              .lowersOn()
              .map(day -> words.say("person.done.lowered", words.day(day), row.title()))
              .orElseGet(() -> words.say("person.done.budget")));
    }
    return done.map(each -> words.say("person.done." + each, row.title()));
  }

  private PersonForm reader(Request request) {
    return new PersonForm(rows.trusts().care().teams(), framing.of(request).words());
  }

  private Answer change(Request request) {
    Account account = named(request);
    Form form = Form.of(request);
    PersonForm reader = reader(request);
    PersonForm.Read<Person> read = reader.person(form, account.person(), said(form));
    if (read.value().isEmpty()) {
      return page(request, account, Shown.about(read.filled()));
    }
    try {
      List<String> fields = said(form);
      Account changed =
          roster.change(
              request,
              account.person().name(),
              person -> reader.person(form, person, fields).value().orElse(person));
      return Framing.to(href(changed, "about"));
    } catch (PeopleException e) {
      return page(request, account, Shown.about(reader.refused(read.filled(), e)));
    }
  }

  /** What the form has; where there are no teams it does not ask for one. */
  private static List<String> said(Form form) {
    return SAID.stream().filter(form.fields()::containsKey).toList();
  }

  private Answer budget(Request request) {
    Account account = named(request);
    PersonForm.Read<Optional<Budget>> read = reader(request).budget(Form.of(request));
    if (read.value().isEmpty()) {
      return page(request, account, Shown.budget(read.filled()));
    }
    Account changed = roster.budget(request, account.person().name(), read.value().get());
    return Framing.to(href(changed, "budget"));
  }

  private Answer link(Request request) {
    People.Invited invited = roster.accounts().people().invite(named(request).person().name());
    return page(request, invited.account(), Shown.made(RosterPages.invitation(request, invited)));
  }

  private Answer endSessions(Request request) {
    Account account = named(request);
    int unused = roster.accounts().sessions().endAll(account.person().name(), session -> true);
    return Framing.to(href(account, "sessions"));
  }

  private Answer endSession(Request request) {
    Account account = named(request);
    Session unused = roster.accounts().sessions().end(account.person().name(), request.name("id"));
    return Framing.to(href(account, "session"));
  }

  private Answer end(Request request) {
    Account account = named(request);
    try {
      return Framing.to(href(roster.end(account.person().name()), "ended"));
    } catch (PeopleException e) {
      Filled about = reader(request).refused(PersonForm.of(account.person()), e);
      return page(request, account, Shown.about(about));
    }
  }
}
