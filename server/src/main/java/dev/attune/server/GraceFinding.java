package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.pages.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the person in front of somebody: exactly, or as one whom nobody knows yet. */
final class GraceFinding {
  private final Engine engine;
  private final Giving giving;

  GraceFinding(Engine engine, Giving giving) {
    this.engine = engine;
    this.giving = giving;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/grace/find", GraceHome.HANDLE, this::find).always(),
        Route.post("/grace/met", GraceHome.HANDLE, this::met));
  }

  private Answer find(Request request) {
    String asked = request.parameter("q").map(String::strip).orElse("");
    Map<Id, CustomerView> found = new LinkedHashMap<>();
    Sight sight = Sight.of(request, engine);
    for (Id id : exactly(asked)) {
      engine
          .customer(id)
          .filter(view -> sight.sees(view.traits()))
          .ifPresent(view -> found.put(view.id(), view));
    }
    if (found.size() == 1) {
      return Framing.to(GestureRows.href(found.keySet().iterator().next()));
    }
    return Framing.to(
        Place.GRACE.href()
            + "?problem=%s&q=%s"
                .formatted(found.isEmpty() ? "find-none" : "find-many", Paths.encoded(asked)));
  }

  /** Ids that a text may be: as it stands, a device's, or of somebody who was met. */
  private static List<Id> exactly(String asked) {
    if (asked.isEmpty()
        || asked.length() > Id.MAX_LENGTH
        || asked.chars().anyMatch(Character::isISOControl)) {
      return List.of();
    }
    return List.of(
        CustomerApi.id(asked),
        Id.anonymous(asked),
        MetReader.byBooking(asked),
        MetReader.byPhone(asked));
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
