package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.Version;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Problem;
import java.util.ArrayList;
import java.util.List;

/** The playbook: what holds, and what would be wrong with another. */
final class PlaybookApi {
  private static final Access READ = Access.bearer(Scope.READ);

  private final Engine engine;

  PlaybookApi(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/playbook", READ, this::current),
        Route.post("/api/playbook/check", READ, this::check));
  }

  private Answer current(Request request) {
    Version version =
        engine.versions().stream()
            .findFirst()
            .orElseThrow(() -> Refusal.absent("no-playbook", "no playbook was adopted yet"));
    Data.Builder data = new Data.Builder();
    PlaybookVersions.shape(version).forEach(data::put);
    engine.playbook().ifPresent(playbook -> describe(data, playbook));
    return Answer.ok(data.put("text", version.text()).build());
  }

  private static void describe(Data.Builder data, Playbook playbook) {
    data.put("name", playbook.name())
        .put("facts", playbook.declaredFacts().stream().map(each -> each.name()).toList())
        .put("goals", playbook.goals().stream().map(each -> each.name()).toList())
        .put("segments", playbook.segments().stream().map(each -> each.name()).toList())
        .put("moments", playbook.moments().stream().map(each -> each.name()).toList());
  }

  private Answer check(Request request) {
    Checked checked = new PlaybookReader().read(PlaybookVersions.text(request));
    List<Problem> problems =
        switch (checked) {
          case Checked.Accepted accepted -> List.of();
          case Checked.Refused refused -> refused.problems();
        };
    List<Data> warnings =
        new ArrayList<>(checked.warnings().stream().map(Shapes::problem).toList());
    if (checked instanceof Checked.Accepted accepted) {
      warnings.addAll(Unseen.warnings(accepted.playbook(), engine.catalogue()));
    }
    return Answer.ok(
        Data.of(
            "good", problems.isEmpty(),
            "problems", problems.stream().map(Shapes::problem).toList(),
            "warnings", warnings));
  }
}
