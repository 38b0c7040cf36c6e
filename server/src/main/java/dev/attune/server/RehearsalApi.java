package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.BadPlaybook;
import dev.attune.engine.Engine;
import dev.attune.engine.RehearsalQuery;
import dev.attune.engine.RehearsalView;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** Rehearsals: what a playbook would have noticed. */
final class RehearsalApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Access WRITE = Access.bearer(Scope.WRITE_PLAYBOOK);
  private static final int EXAMPLES = 10;

  private final Engine engine;
  private final InstantSource clock;

  RehearsalApi(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Route> routes() {
    String one = "/api/playbook/rehearsals/{id}";
    return List.of(
        Route.post("/api/playbook/rehearsals", WRITE, this::start),
        Route.get("/api/playbook/rehearsals", READ, this::all),
        Route.get(one, READ, request -> Answer.ok(RehearsalShapes.whole(named(request)))),
        new Route("DELETE", one, WRITE, this::cancel));
  }

  private Answer start(Request request) {
    OptionalInt people =
        request.parameter("people").isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(request.number("people", 1, RehearsalQuery.MOST_PEOPLE));
    int examples = request.number("examples", EXAMPLES, RehearsalQuery.MOST_EXAMPLES);
    String text = PlaybookVersions.text(request);
    Stretch stretch = Stretch.of(request, text, clock.instant());
    try {
      RehearsalView view =
          engine
              .rehearsals()
              .start(
                  new RehearsalQuery(
                      text,
                      request.caller().name(),
                      stretch.from(),
                      stretch.to(),
                      people,
                      examples));
      return Answer.json(202, RehearsalShapes.state(view))
          .with("Location", "/api/playbook/rehearsals/" + view.id());
    } catch (BadPlaybook e) {
      return PlaybookVersions.refused(e);
    }
  }

  private Answer all(Request request) {
    return Answer.ok(
        Data.of(
            "rehearsals", engine.rehearsals().all().stream().map(RehearsalShapes::state).toList()));
  }

  private Answer cancel(Request request) {
    RehearsalView view = named(request);
    return Answer.ok(RehearsalShapes.state(engine.rehearsals().cancel(view.id()).orElse(view)));
  }

  private RehearsalView named(Request request) {
    String id = request.name("id");
    return engine
        .rehearsals()
        .find(id)
        .orElseThrow(() ->
            Refusal.absent(
                "no-such-rehearsal",
                "there is no rehearsal '%s'; the newest ten are kept until Attune is restarted"
                    .formatted(id)));
  }
}
