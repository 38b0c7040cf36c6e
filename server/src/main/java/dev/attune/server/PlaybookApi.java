package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.BadPlaybook;
import dev.attune.engine.Engine;
import dev.attune.engine.Version;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The playbook: what holds, what would be wrong with another, and adopting it. */
final class PlaybookApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final int MOST_BYTES = PlaybookReader.LONGEST;

  private final Engine engine;
  private final Tokens tokens;

  PlaybookApi(Engine engine, Tokens tokens) {
    this.engine = engine;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/playbook", READ, this::current),
        new Route("PUT", "/api/playbook", Access.bearer(Scope.WRITE_PLAYBOOK), this::adopt),
        Route.post("/api/playbook/check", READ, this::check),
        Route.get("/api/playbook/versions", READ, this::versions));
  }

  private Answer current(Request request) {
    Version version =
        engine.versions().stream()
            .findFirst()
            .orElseThrow(() -> Refusal.absent("no-playbook", "no playbook was adopted yet"));
    Data.Builder data = new Data.Builder();
    shape(version).forEach(data::put);
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

  private Answer adopt(Request request) {
    String by =
        Paging.by(
            request.parameter("by").map(name -> Data.of("by", name)).orElse(Data.EMPTY),
            tokens.bearerName(request));
    try {
      return Answer.ok(shape(engine.adopt(text(request), by)));
    } catch (BadPlaybook e) {
      return Answer.problem(
          422,
          "bad-playbook",
          String.valueOf(e.getMessage()),
          Data.of("problems", e.problems().stream().map(Shapes::problem).toList()));
    }
  }

  private Answer check(Request request) {
    Checked checked = new PlaybookReader().read(text(request));
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

  private Answer versions(Request request) {
    return Answer.ok(
        Data.of("versions", engine.versions().stream().map(PlaybookApi::shape).toList()));
  }

  private static Data shape(Version version) {
    return Data.of(
        "version", version.number(),
        "adoptedBy", version.who(),
        "adoptedAt", version.at().toString(),
        "from",
            version.from().toEpochMilli() == Long.MIN_VALUE ? "always" : version.from().toString());
  }

  private static String text(Request request) {
    byte[] body = request.entity().read(MOST_BYTES);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.unreadable("bad-encoding", "a playbook is text in UTF-8");
    }
  }
}
