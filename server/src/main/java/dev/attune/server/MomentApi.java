package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Moments: which are open, and what people do about them. */
final class MomentApi {
  private static final Access READ = Access.bearer(Scope.READ).andFrontLine();
  private static final Access HANDLE = Access.bearer(Scope.HANDLE).andFrontLine();
  private static final String ALL = "all";

  private final Engine engine;
  private final Staff staff;
  private final InstantSource clock;

  MomentApi(Engine engine, Staff staff, InstantSource clock) {
    this.engine = engine;
    this.staff = staff;
    this.clock = clock;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/api/moments", READ, this::list));
    routes.add(Route.get("/api/moments/{id}", READ, request -> Answer.ok(shape(named(request)))));
    for (String act : List.of("take", "hand-over", "close", "dismiss")) {
      routes.add(Route.post("/api/moments/{id}/" + act, HANDLE, request -> handle(request, act)));
    }
    return routes;
  }

  private Answer list(Request request) {
    List<String> states =
        Stream.concat(Stream.of(ALL), Arrays.stream(MomentView.State.values()).map(Shapes::word))
            .toList();
    String state = request.word("state", states).orElse(Shapes.word(MomentView.State.OPEN));
    Instant now = clock.instant();
    MomentQuery query =
        new MomentQuery(
            state.equals(ALL)
                ? Optional.empty()
                : Optional.of(MomentView.State.valueOf(state.toUpperCase(Locale.ROOT))),
            request.parameter("kind"),
            request.parameter("segment"),
            Paging.age(request, "newer-than").map(now::minus),
            Paging.age(request, "older-than").map(now::minus),
            request.parameter("cursor"),
            request.number("limit", 100, Paging.MOST));
    return Answer.ok(Shapes.page("moments", Sight.of(request, engine).moments(query), this::shape));
  }

  private MomentView named(Request request) {
    String id = request.name("id");
    return engine
        .moment(id)
        .filter(Sight.of(request, engine)::sees)
        .orElseThrow(
            () -> Refusal.absent("no-such-moment", "there is no moment '%s'".formatted(id)));
  }

  private Data shape(MomentView moment) {
    return Shapes.moment(moment, engine.playbook().orElse(null));
  }

  private Answer handle(Request request, String act) {
    MomentView moment = named(request);
    if (moment.state() != MomentView.State.OPEN) {
      throw Refusal.caller(409, "moment-not-open", "the moment is " + Shapes.word(moment.state()));
    }
    Data body = Paging.object(request);
    Data.Builder handled =
        new Data.Builder()
            .put("type", "handled")
            .put("moment", moment.id())
            .put("act", act)
            .put("by", Paging.by(body, request.caller()));
    Shapes.put(handled, "why", body.text("why"));
    staff.say(moment.customer(), handled.build());
    return Answer.ok(shape(named(request)));
  }
}
