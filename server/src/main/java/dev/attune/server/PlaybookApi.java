package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.Progress;
import dev.attune.engine.SeenNames;
import dev.attune.engine.StoppedEvent;
import dev.attune.engine.Version;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Playbooks;
import java.util.List;

/** The playbook: what holds, and what would be wrong with another. */
final class PlaybookApi {
  private static final Access READ = Access.bearer(Scope.READ);

  private final Engine engine;
  private volatile Told told = new Told("", List.of());

  /** A playbook's sentences, by its text. */
  private record Told(String text, List<Data> sentences) {}

  PlaybookApi(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/playbook", READ, this::current),
        Route.post("/api/playbook/check", READ, this::check),
        Route.get("/api/playbook/schema.json", Access.anyone(), request -> schema()));
  }

  private Answer current(Request request) {
    Version version =
        engine.versions().stream()
            .findFirst()
            .orElseThrow(() -> Refusal.absent("no-playbook", "no playbook was adopted yet"));
    Data.Builder data = new Data.Builder();
    PlaybookVersions.shape(version).forEach(data::put);
    engine.playbook().ifPresent(playbook -> describe(data, playbook));
    Progress progress = engine.progress();
    progress.completeFrom().ifPresent(from -> data.put("completeFrom", from.toString()));
    data.put("stoppedEvents", stopped(progress.stopped()));
    return Answer.ok(data.put("text", version.text()).build());
  }

  private void describe(Data.Builder data, Playbook playbook) {
    data.put("name", playbook.name())
        .put("facts", playbook.declaredFacts().stream().map(each -> each.name()).toList())
        .put("goals", playbook.goals().stream().map(each -> each.name()).toList())
        .put("segments", playbook.segments().stream().map(each -> each.name()).toList())
        .put("moments", playbook.moments().stream().map(each -> each.name()).toList())
        .put("sentences", sentences(playbook));
  }

  /** Read back once for each version: a thousand rules take a while. */
  private List<Data> sentences(Playbook playbook) {
    Told last = told;
    if (!last.text().equals(playbook.text())) {
      last = new Told(playbook.text(), PlaybookChecks.sentences(playbook));
      told = last;
    }
    return last.sentences();
  }

  private static Answer schema() {
    return Answer.text(200, "application/schema+json", Playbooks.schemaText());
  }

  static List<Data> stopped(List<StoppedEvent> events) {
    return events.stream()
        .map(each ->
            Data.of(
                "event", each.event(),
                "last", each.last().toString(),
                "since", each.since().toString(),
                "meanGapSeconds", each.meanGap().toMillis() / 1_000.0,
                "rules", each.rules()))
        .toList();
  }

  private Answer check(Request request) {
    return Answer.ok(PlaybookChecks.check(PlaybookVersions.text(request), SeenNames.of(engine)));
  }
}
