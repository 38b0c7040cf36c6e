package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.pages.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the person in front of somebody: exactly, or as one whom nobody knows yet. */
final class GraceFinding {
  private static final int LISTED = 2;
  private static final int WAITING = 100;

  private final Engine engine;
  private final Giving giving;
  private final Finding finding;
  private final Lore.Keeper lore;

  GraceFinding(Engine engine, Giving giving, Finding finding, Lore.Keeper lore) {
    this.engine = engine;
    this.giving = giving;
    this.finding = finding;
    this.lore = lore;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/grace/find", GraceHome.HANDLE, this::find).always(),
        Route.post("/grace/met", GraceHome.HANDLE, this::met));
  }

  private Answer find(Request request) {
    String asked = request.parameter("q").map(String::strip).orElse("");
    Map<Id, CustomerView> found = new LinkedHashMap<>();
    finding.find(request, asked, 0, LISTED).customers().forEach(view -> found.put(view.id(), view));
    Sight sight = Sight.of(request, engine);
    for (Id id : met(asked)) {
      engine
          .customer(id)
          .filter(view -> sight.sees(view.traits()))
          .ifPresent(view -> found.put(view.id(), view));
    }
    if (found.isEmpty()) {
      waiting(sight, asked).ifPresent(view -> found.put(view.id(), view));
    }
    if (found.isEmpty()) {
      return Framing.to(
          Place.GRACE.href() + "?problem=find-none&q=%s".formatted(Paths.encoded(asked)));
    }
    return found.size() == 1
        ? Framing.to(GestureRows.href(found.keySet().iterator().next()))
        : Framing.to(Place.CUSTOMERS.href() + "?q=" + Paths.encoded(asked));
  }

  /** Who stands by this name among those who wait for help, whom anybody sees who looks. */
  private Optional<CustomerView> waiting(Sight sight, String asked) {
    String name = asked.toLowerCase(Locale.ROOT);
    List<CustomerView> called =
        new Pressing(engine, lore.now())
            .customersSeenBy(sight, WAITING).stream()
                .flatMap(moment -> engine.customer(moment.customer()).stream())
                .filter(view -> isCalled(view, name))
                .limit(LISTED)
                .toList();
    return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
  }

  private static boolean isCalled(CustomerView view, String name) {
    String called = Faces.name(view.traits()).orElse("").toLowerCase(Locale.ROOT);
    return !name.isEmpty() && (called.equals(name) || called.startsWith(name + " "));
  }

  /** Ids of somebody who was met, and whose systems know them by no other. */
  private static List<Id> met(String asked) {
    if (asked.isEmpty()
        || asked.length() > Id.MAX_LENGTH
        || asked.chars().anyMatch(Character::isISOControl)) {
      return List.of();
    }
    return List.of(MetReader.byBooking(asked), MetReader.byPhone(asked));
  }

  private Answer met(Request request) {
    Form form = Form.of(request);
    Data.Builder met = new Data.Builder();
    for (String name : List.of("name", "booking", "phone")) {
      form.filled(name).ifPresent(text -> met.put(name, text));
    }
    Data described = met.build();
    if (described.names().isEmpty()) {
      return Framing.to(Place.GRACE.href() + "?problem=met-problem");
    }
    Data body =
        Data.of(
            "id",
            form.filled("id").orElseGet(() -> UUID.randomUUID().toString()),
            "met",
            described);
    Id id = giving.customers(request, body, giving.chooser(request)).getFirst();
    return Framing.to(GestureRows.href(id));
  }
}
