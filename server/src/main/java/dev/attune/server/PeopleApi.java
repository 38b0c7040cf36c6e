package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.people.Account;
import dev.attune.people.People;
import dev.attune.people.Person;
import dev.attune.people.Session;
import dev.attune.playbook.Budget;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Team;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who works with Attune: for stewards. */
final class PeopleApi {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final String ONE = "/api/people/{name}";

  private final Engine engine;
  private final Roster roster;
  private final Accounts accounts;
  private final Supplier<String> here;

  /** Says in links that the server is at {@code here}. */
  PeopleApi(Engine engine, Roster roster, Supplier<String> here) {
    this.engine = engine;
    this.roster = roster;
    this.accounts = roster.accounts();
    this.here = here;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/people", ADMIN, this::all),
        Route.post("/api/people", ADMIN, this::add),
        Route.get(ONE, ADMIN, request -> Answer.ok(PeopleShapes.account(named(request)))),
        new Route("PATCH", ONE, ADMIN, this::change),
        new Route("PUT", ONE + "/budget", ADMIN, this::budget),
        Route.post(ONE + "/link", ADMIN, this::link),
        Route.post(ONE + "/end", ADMIN, this::end),
        Route.get(ONE + "/sessions", ADMIN, this::sessions),
        new Route("DELETE", ONE + "/sessions", ADMIN, this::endSessions),
        new Route("DELETE", ONE + "/sessions/{id}", ADMIN, this::endSession),
        Route.get("/api/teams", Access.bearer(Scope.READ), this::teams));
  }

  private Account named(Request request) {
    return roster.demand(request.name("name"));
  }

  private Answer all(Request request) {
    return Answer.ok(
        Data.of("people", accounts.people().all().stream().map(PeopleShapes::account).toList()));
  }

  private Answer add(Request request) {
    Person person = new PersonReader(teams()).read(Paging.object(request));
    return Answer.json(201, invited(roster.add(request, person)));
  }

  private Data invited(People.Invited invited) {
    Data.Builder data = new Data.Builder();
    PeopleShapes.account(invited.account()).forEach(data::put);
    return data.put("link", here.get() + SignInForms.FIRST + "?ticket=" + invited.link().reveal())
        .build();
  }

  private Answer change(Request request) {
    Data body = Paging.object(request);
    PersonReader reader = new PersonReader(teams());
    return Answer.ok(
        PeopleShapes.account(
            roster.change(request, request.name("name"), person -> reader.changed(person, body))));
  }

  private Answer budget(Request request) {
    Optional<Budget> budget = PersonReader.budget(Paging.object(request));
    return Answer.ok(PeopleShapes.account(roster.budget(request, request.name("name"), budget)));
  }

  /** Who has a new link may have lost a device, so what is open ends when the link is used. */
  private Answer link(Request request) {
    return Answer.ok(invited(accounts.people().invite(request.name("name"))));
  }

  private Answer end(Request request) {
    return Answer.ok(PeopleShapes.account(roster.end(request.name("name"))));
  }

  private Answer sessions(Request request) {
    return Answer.ok(
        Data.of(
            "sessions",
            accounts.sessions().of(named(request).person().name()).stream()
                .map(PeopleShapes::session)
                .toList()));
  }

  private Answer endSessions(Request request) {
    String name = named(request).person().name();
    return Answer.ok(Data.of("ended", accounts.sessions().endAll(name, session -> true)));
  }

  private Answer endSession(Request request) {
    Session unused = accounts.sessions().end(request.name("name"), request.name("id"));
    return Answer.empty(204);
  }

  private List<Team> teams() {
    return engine.playbook().map(Playbook::care).map(care -> care.teams()).orElse(List.of());
  }

  private Answer teams(Request request) {
    return Answer.ok(Data.of("teams", teams().stream().map(this::shape).toList()));
  }

  private Data shape(Team team) {
    Data.Builder data =
        new Data.Builder().put("name", team.name()).put("zone", team.zone().getId());
    team.brand().ifPresent(brand -> data.put("brand", brand));
    team.region().ifPresent(region -> data.put("region", region));
    List<String> people =
        accounts.people().all().stream()
            .filter(Account::isLive)
            .map(Account::person)
            .filter(person -> person.team().map(team.name()::equals).orElse(team.isDefault()))
            .map(Person::name)
            .toList();
    return data.put("default", team.isDefault()).put("people", people).build();
  }
}
