package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Outlet;
import dev.attune.engine.RecordedEffect;
import java.util.ArrayList;
import java.util.List;

/** What was recorded, for those who tell the world outside: by the page, or as it happens. */
final class EffectApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final int MOST_LOOKED_AT = 10_000;
  private static final String OLDEST = "oldest";
  private static final String LATEST = "latest";

  private final Outlet outlet;
  private final Admission admission;
  private final Listeners listeners;

  EffectApi(Outlet outlet, Admission admission, Listeners listeners) {
    this.outlet = outlet;
    this.admission = admission;
    this.listeners = listeners;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/effects", READ, this::page),
        Route.get("/api/effects/stream", READ, this::stream));
  }

  /** {@code next} goes on where this page ends, whether or not there is more by now. */
  private Answer page(Request request) {
    EffectFilter filter = EffectFilter.of(request);
    int limit = request.number("limit", 100, Paging.MOST);
    long position = position(request.parameter("from").orElse(OLDEST));
    List<Data> effects = new ArrayList<>();
    int looked = 0;
    while (effects.size() < limit && looked < MOST_LOOKED_AT) {
      List<RecordedEffect> more = outlet.after(position, limit - effects.size());
      if (more.isEmpty()) {
        break;
      }
      looked += more.size();
      position = more.getLast().sequence();
      more.stream().filter(filter::matches).map(EffectShapes::shape).forEach(effects::add);
    }
    return Answer.ok(Data.of("effects", effects, "next", position, "last", outlet.kept().last()));
  }

  private Answer stream(Request request) {
    EffectFilter filter = EffectFilter.of(request);
    // A browser says again where it was; the query is from before the first time.
    long position =
        position(
            request
                .header("last-event-id")
                .filter(id -> !id.isBlank())
                .or(() -> request.parameter("from"))
                .orElse(LATEST)
                .strip());
    if (request.method().equals("HEAD")) {
      return new Answer(200, EffectStream.TYPE, new byte[0], java.util.Map.of());
    }
    if (request.isLocal()) {
      throw Refusal.caller(
          409, "no-server", "a stream comes from a running server; here /api/effects tells all");
    }
    String listener =
        switch (request.caller()) {
          case Caller.ByToken by -> by.token().hash();
          case Caller.ByPerson by -> by.session().hash();
        };
    listeners.enter(listener);
    EffectStream stream =
        new EffectStream(
            outlet,
            filter,
            position,
            () -> !listeners.isClosed() && admission.stillAllows(request, Scope.READ),
            () -> listeners.leave(listener));
    // Proxies that collect answers before they pass them on would hold effects back.
    return Answer.of(EffectStream.TYPE, stream).with("X-Accel-Buffering", "no");
  }

  /** The place behind which to begin. */
  private long position(String from) {
    Outlet.Kept kept = outlet.kept();
    if (from.equals(OLDEST)) {
      return kept.oldest() - 1;
    }
    if (from.equals(LATEST)) {
      return kept.last();
    }
    long position;
    try {
      position = Long.parseLong(from);
    } catch (NumberFormatException e) {
      position = -1;
    }
    if (position < 0) {
      throw Refusal.unreadable(
          "bad-position",
          "from=%s: expected an effect's position, oldest or latest".formatted(from));
    }
    if (position > kept.last()) {
      throw Refusal.caller(
          409,
          "position-ahead",
          "the newest effect is %d, so %d was told by another Attune or before a restore; begin anew from=oldest"
              .formatted(kept.last(), position));
    }
    if (position < kept.oldest() - 1) {
      throw Refusal.caller(
          410,
          "position-gone",
          "the oldest effect that is kept is %d, so some after %d are missed; read what stands now, then go on from=oldest"
              .formatted(kept.oldest(), position));
    }
    return position;
  }
}
