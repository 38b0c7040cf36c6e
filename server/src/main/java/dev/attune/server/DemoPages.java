package dev.attune.server;

import dev.attune.pages.Place;
import dev.attune.people.Person;
import dev.attune.playbook.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The demo's door, and what its people do beside: look as somebody else, and see the tour. */
final class DemoPages {
  private final Demo demo;
  private final Accounts accounts;
  private final Entrance entrance;

  DemoPages(Demo demo, Accounts accounts, Entrance entrance) {
    this.demo = demo;
    this.accounts = accounts;
    this.entrance = entrance;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Demo.DOOR + "{ticket}", Access.anyone(), this::enter).never(),
        Route.post("/demo/as", Access.anyPerson(), this::lookAs),
        Route.post("/demo/tour", Access.anyPerson(), this::tour).never());
  }

  /** Who is in already just goes on; who comes too late is told where the next address is. */
  private Answer enter(Request request) {
    if (request.person().isPresent()) {
      return Framing.to(Place.TODAY.href());
    }
    return demo.admit(request.name("ticket"), () -> in(request, Role.LEAD))
        .orElseGet(() -> Answer.seeOther(SignedOut.PAGE));
  }

  private Answer in(Request request, Role role) {
    Person person =
        Demo.of(role)
            .flatMap(accounts.people()::live)
            .orElseThrow(
                () -> Refusal.absent("no-such-person", "nobody of the demo has this role"));
    return entrance
        .enter(request, person)
        .with(Framing.to(Place.TODAY.href()).with("Referrer-Policy", "no-referrer"));
  }

  private Answer lookAs(Request request) {
    Person caller = Entrance.caller(request).person();
    if (!Demo.isInvented(caller)) {
      throw Refusal.caller(
          403, "not-invented", "only the demo's own people are looked at as somebody else");
    }
    Role role =
        Role.of(Form.of(request).text("role"))
            .orElseThrow(
                () -> Refusal.caller(422, "bad-role", "expected steward, lead or front-line"));
    return in(request, role);
  }

  private Answer tour(Request request) {
    Form form = Form.of(request);
    Person person = Entrance.caller(request).person();
    if (form.filled("end").isPresent()) {
      demo.sawAll(person);
    } else {
      place(form.text("seen")).ifPresent(place -> demo.saw(person, place));
    }
    return Framing.to(form.filled("then").orElse(form.text("back")));
  }

  private static Optional<Place> place(String href) {
    return Arrays.stream(Place.values()).filter(each -> each.href().equals(href)).findFirst();
  }
}
