package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.pages.CustomersPage;
import dev.attune.pages.CustomersPage.Found;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finding somebody. */
final class CustomersPages {
  private static final int SHOWN = 25;

  private final Engine engine;
  private final Framing framing;

  CustomersPages(Engine engine, Framing framing) {
    this.engine = engine;
    this.framing = framing;
  }

  List<Route> routes() {
    Access access = Access.bearer(Scope.READ).andFrontLine();
    return List.of(
        new Route("GET", Place.CUSTOMERS.href(), access, this::find, Route.Audited.FOR_PEOPLE));
  }

  private Answer find(Request request) {
    Frame frame = framing.of(request);
    Optional<String> asked = request.parameter("q").map(String::strip).filter(q -> !q.isEmpty());
    Sight sight = Sight.of(request, engine);
    Optional<String> next = Optional.empty();
    Stream<CustomerView> found = Stream.empty();
    if (asked.isPresent()) {
      found = named(asked.get()).values().stream().filter(view -> sight.sees(view.traits()));
    } else if (!sight.isBounded()) {
      Page<Id> page = engine.customers(request.parameter("cursor"), SHOWN);
      next = page.next().map(cursor -> Place.CUSTOMERS.href() + "?cursor=" + cursor);
      found = page.items().stream().flatMap(id -> engine.customer(id).stream());
    }
    CustomersPage page =
        new CustomersPage(
            asked.orElse(""),
            found.map(view -> found(view, frame.words())).toList(),
            engine.progress().customers(),
            next);
    return Framing.answer(
        request,
        Pages.customers(frame.at(Place.CUSTOMERS, frame.say(Place.CUSTOMERS.key())), page));
  }

  /** Whom an id names, as systems write it. */
  private Map<Id, CustomerView> named(String asked) {
    Map<Id, CustomerView> found = new LinkedHashMap<>();
    if (asked.length() > Id.MAX_LENGTH || asked.chars().anyMatch(Character::isISOControl)) {
      return found;
    }
    for (Id id : List.of(CustomerApi.id(asked), Id.anonymous(asked))) {
      engine.customer(id).ifPresent(view -> found.put(view.id(), view));
    }
    return found;
  }

  private static Found found(CustomerView view, Words words) {
    String line = Faces.line(view.traits(), words);
    long open =
        view.moments().stream().filter(each -> each.state() == MomentView.State.OPEN).count();
    return new Found(
        Faces.of(view, words), view.id() + (line.isEmpty() ? "" : " · " + line), (int) open);
  }
}
