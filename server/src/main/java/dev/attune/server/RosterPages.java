package dev.attune.server;

import dev.attune.pages.Filled;
import dev.attune.pages.Frame;
import dev.attune.pages.Invitation;
import dev.attune.pages.PeoplePage;
import dev.attune.pages.PeoplePage.RoleRow;
import dev.attune.pages.PeoplePage.TeamRow;
import dev.attune.pages.PeoplePages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.people.Account;
import dev.attune.people.People;
import dev.attune.people.PeopleException;
import dev.attune.people.Person;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everybody who works here, with what they are trusted; and one more. */
final class RosterPages {
  static final Access.Bearer ADMIN = Access.bearer(Scope.ADMIN);

  /** Leads read everything; what is about people, stewards change. */
  static final Access READ = ADMIN.andLeads();

  private static final int SHOWN = 200;
  private static final List<String> ASKED = List.of("title", "name", "role", "team", "email");

  private final Framing framing;
  private final Roster roster;
  private final PersonRows rows;

  RosterPages(Framing framing, Roster roster, PersonRows rows) {
    this.framing = framing;
    this.roster = roster;
    this.rows = rows;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            Place.PEOPLE.href(),
            READ,
            request -> page(request, 200, Filled.EMPTY, Optional.empty())),
        Route.post(Place.PEOPLE.href(), ADMIN, this::add),
        Route.get("/people.csv", READ, this::csv));
  }

  private Answer add(Request request) {
    Form form = Form.of(request);
    PersonForm reader = new PersonForm(rows.trusts().care().teams(), framing.of(request).words());
    Person plain = Person.of("new", "new", Role.FRONT_LINE);
    PersonForm.Read<Person> read = reader.person(form, plain, ASKED);
    if (read.value().isEmpty()) {
      return page(request, 422, read.filled(), Optional.empty());
    }
    try {
      People.Invited invited = roster.add(request, read.value().get());
      return page(request, 200, Filled.EMPTY, Optional.of(invitation(request, invited)));
    } catch (PeopleException e) {
      return page(request, 422, reader.refused(read.filled(), e), Optional.empty());
    }
  }

  /** The address, as the browser that asks calls this server. */
  static Invitation invitation(Request request, People.Invited invited) {
    String host = request.header("host").orElse(ServerConfig.DEFAULT_HOST);
    String link =
        "%s://%s%s?ticket=%s"
            .formatted(
                Cookie.isTls(request) ? "https" : "http",
                host,
                SignInForms.FIRST,
                invited.link().reveal());
    Account.Link kept = invited.account().link().orElseThrow();
    return new Invitation(Labels.cut(invited.account().person().title()), link, kept.until());
  }

  private Answer page(Request request, int status, Filled form, Optional<Invitation> made) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    String asked = asked(request);
    List<Account> found = found(asked);
    List<PeoplePage.Row> all =
        found.stream().limit(SHOWN).map(each -> rows.row(each, request.person(), words)).toList();
    int people = roster.accounts().people().all().size();
    PeoplePage page =
        new PeoplePage(
            new PeoplePage.Search(asked, people, found.size() > SHOWN),
            all.stream().filter(each -> each.state() != PeoplePage.State.ENDED).toList(),
            all.stream().filter(each -> each.state() == PeoplePage.State.ENDED).toList(),
            rows.trusts().care().teams().stream().map(team -> team(team, words)).toList(),
            roles(words),
            form,
            rows.choices(words),
            made,
            mayChange(request));
    String html = PeoplePages.all(frame.at(Place.PEOPLE, frame.say(Place.PEOPLE.key())), page);
    Answer answer = Framing.answer(request, status, html);
    return made.isPresent() ? answer.with("Cache-Control", "no-store") : answer;
  }

  /** Whether who asks may do more than read. */
  static boolean mayChange(Request request) {
    return request.person().map(Person::role).map(ADMIN::allows).orElse(true);
  }

  private static String asked(Request request) {
    return request.parameter("q").map(Labels::cut).orElse("");
  }

  /** By what people call them; those who left are last. */
  private List<Account> found(String asked) {
    String wanted = asked.toLowerCase(Locale.ROOT);
    return roster.accounts().people().all().stream()
        .filter(each -> said(each).contains(wanted))
        .sorted(
            Comparator.comparing((Account each) -> !each.isLive())
                .thenComparing(each -> each.person().title().toLowerCase(Locale.ROOT))
                .thenComparing(each -> each.person().name()))
        .toList();
  }

  private String said(Account account) {
    String said = account.person().title() + " " + account.person().name();
    return (said + " " + rows.team(account.person())).toLowerCase(Locale.ROOT);
  }

  private List<RoleRow> roles(Words words) {
    dev.attune.playbook.Trust trust = rows.trusts().care().trust();
    List<RoleRow> roles = new ArrayList<>();
    for (Role role : List.of(Role.FRONT_LINE, Role.LEAD, Role.STEWARD)) {
      roles.add(
          new RoleRow(
              role.word(),
              PersonRows.role(role, words),
              rows.trusts().line(trust.of(role), words)));
    }
    roles.add(
        new RoleRow(
            "auto",
            words.say("playbook.role.auto"),
            trust
                .auto()
                .map(budget -> rows.trusts().line(Optional.of(budget), words))
                .orElseGet(() -> words.say("people.auto-none"))));
    return roles;
  }

  private TeamRow team(Team team, Words words) {
    List<String> where = new ArrayList<>();
    team.brand().ifPresent(where::add);
    team.region().ifPresent(where::add);
    where.add(team.zone().getId());
    Optional<BigDecimal> perDay = rows.trusts().care().trust().teamPerDay(team.name());
    int people =
        (int)
            roster.accounts().people().all().stream()
                .filter(Account::isLive)
                .filter(each -> rows.team(each.person()).equals(team.name()))
                .count();
    return new TeamRow(
        team.name(),
        String.join(" · ", where),
        WorkHours.in(words, team.hours()),
        perDay.map(amount -> rows.trusts().money(amount, words)),
        people,
        team.isDefault(),
        team.hours().covers(words.now(), team.zone()));
  }

  private Answer csv(Request request) {
    Words words = framing.of(request).words();
    CsvText csv = new CsvText("name", "title", "role", "team", "state", "seen", "trust");
    for (Account each : found(asked(request))) {
      PeoplePage.Row row = rows.row(each, Optional.empty(), words);
      csv.row(
          row.name(),
          each.person().title(),
          each.person().role().word(),
          row.team(),
          row.state().word(),
          row.seen().map(Object::toString).orElse(""),
          row.trust().line(words));
    }
    return csv.answer("people");
  }
}
