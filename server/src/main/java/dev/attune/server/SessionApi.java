package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.people.People;
import dev.attune.people.Session;
import java.util.List;

/** Signing in and out over the API, and where somebody is signed in. */
final class SessionApi {
  private static final Access SIGNED_IN = Access.anyPerson();

  private final Accounts accounts;
  private final Entrance entrance;

  SessionApi(Accounts accounts, Entrance entrance) {
    this.accounts = accounts;
    this.entrance = entrance;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/session", Access.anyone(), this::signIn),
        Route.get("/api/session", SIGNED_IN, request -> Answer.ok(shape(caller(request)))),
        new Route(
            "DELETE",
            "/api/session",
            SIGNED_IN,
            request -> entrance.signOut(request, Answer.empty(204))),
        Route.post("/api/session/password", SIGNED_IN, this::password),
        Route.post("/api/session/link", Access.anyone(), this::whose),
        Route.post("/api/session/first", Access.anyone(), this::first),
        Route.get("/api/sessions", SIGNED_IN, this::mine),
        new Route("DELETE", "/api/sessions/{id}", SIGNED_IN, this::end));
  }

  private static Caller.ByPerson caller(Request request) {
    return Entrance.caller(request);
  }

  private Answer signIn(Request request) {
    Data body = object(request);
    return entered(entrance.signIn(request, text(body, "name"), text(body, "password")));
  }

  private static Answer entered(Entrance.Entered entered) {
    return entered.with(Answer.ok(shape(entered.caller())));
  }

  private Answer password(Request request) {
    Data body = object(request);
    return entered(entrance.changePassword(request, text(body, "old"), text(body, "password")));
  }

  private Answer whose(Request request) {
    People.For whose =
        entrance
            .whose(text(object(request), "ticket"))
            .orElseThrow(
                () -> Refusal.absent("bad-link", "this link was used already, or is too old"));
    return Answer.ok(
        switch (whose) {
          case People.For.Known(var person) ->
              Data.of("name", person.name(), "title", person.title());
          case People.For.FirstSteward steward -> Data.of("firstSteward", true);
        });
  }

  private Answer first(Request request) {
    Data body = object(request);
    String name = body.text("name");
    String title = body.text("title");
    return entered(
        entrance.signInFirst(
            request,
            new Entrance.FirstSignIn(
                text(body, "ticket"),
                text(body, "password"),
                name == null ? "" : name,
                title == null ? "" : title)));
  }

  private Answer mine(Request request) {
    Caller.ByPerson caller = caller(request);
    return Answer.ok(
        Data.of(
            "sessions",
            accounts.sessions().of(caller.person().name()).stream()
                .map(session -> PeopleShapes.session(session, caller.session()))
                .toList()));
  }

  private Answer end(Request request) {
    Caller.ByPerson caller = caller(request);
    Session unused = accounts.sessions().end(caller.person().name(), request.name("id"));
    return Answer.empty(204);
  }

  private static Data shape(Caller.ByPerson caller) {
    return Data.of(
        "person", PeopleShapes.person(caller.person()),
        "formKey", caller.formKey(),
        "id", caller.session().id(),
        "since", caller.session().since().toString(),
        "endsAt", caller.session().ends().toString());
  }

  /**
   * What was sent, which no plain form can send: the browser has asked first whether another site's
   * page may.
   */
  private static Data object(Request request) {
    if (!Form.type(request).equals(Answer.JSON) && !request.isLocal()) {
      throw Refusal.caller(415, "no-json", "expected Content-Type " + Answer.JSON);
    }
    return Paging.object(request);
  }

  private static String text(Data body, String member) {
    String text = body.text(member);
    if (text == null) {
      throw Refusal.unreadable("missing-member", "\"%s\" must be a text".formatted(member));
    }
    return text;
  }
}
