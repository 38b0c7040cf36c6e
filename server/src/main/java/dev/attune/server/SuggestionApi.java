package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.RehearsalQuery;
import dev.attune.engine.RehearsalView;
import dev.attune.engine.Suggestion;
import dev.attune.engine.Suggestions;
import dev.attune.playbook.Additions;
import dev.attune.playbook.Tongue;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** Rules that were drafted from what was really seen, rehearsed together. */
final class SuggestionApi {
  private static final int EXAMPLES = 10;

  private final Engine engine;
  private final InstantSource clock;

  SuggestionApi(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/api/playbook/suggestions", Access.bearer(Scope.WRITE_PLAYBOOK), this::suggest));
  }

  private Answer suggest(Request request) {
    Suggestions suggestions = engine.suggestions();
    Data.Builder data =
        new Data.Builder()
            .put("suggestions", suggestions.all().stream().map(SuggestionApi::shape).toList())
            .put("text", suggestions.text());
    if (suggestions.all().isEmpty()) {
      return Answer.ok(data.build());
    }
    Stretch stretch = Stretch.of(request, suggestions.text(), clock.instant());
    RehearsalView view =
        engine
            .rehearsals()
            .start(
                new RehearsalQuery(
                    suggestions.text(),
                    request.caller().name(),
                    stretch.from(),
                    stretch.to(),
                    OptionalInt.empty(),
                    EXAMPLES));
    return Answer.json(202, data.put("rehearsal", RehearsalShapes.state(view)).build())
        .with("Location", "/api/playbook/rehearsals/" + view.id());
  }

  private static Data shape(Suggestion suggestion) {
    Data.Builder evidence = new Data.Builder();
    suggestion.evidence().forEach(evidence::put);
    return Data.of(
        "name", suggestion.name(),
        "section", suggestion.section(),
        "sentence", suggestion.sentence(Tongue.ENGLISH),
        "evidence", evidence.build(),
        "adds", Additions.text(suggestion.rules()));
  }
}
