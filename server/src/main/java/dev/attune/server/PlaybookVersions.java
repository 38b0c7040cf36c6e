package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.AdoptedMeanwhile;
import dev.attune.engine.BadPlaybook;
import dev.attune.engine.Engine;
import dev.attune.engine.SeenNames;
import dev.attune.engine.Version;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Difference;
import dev.attune.playbook.Differences;
import dev.attune.playbook.PlaybookReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The versions of the playbook: adopting one, its history, what differs, and going back. */
final class PlaybookVersions {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Access WRITE = Access.bearer(Scope.WRITE_PLAYBOOK);
  private static final int MOST_BYTES = PlaybookReader.LONGEST;

  private final Engine engine;

  PlaybookVersions(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        new Route("PUT", "/api/playbook", WRITE, this::adopt),
        Route.get("/api/playbook/versions", READ, this::all),
        Route.get("/api/playbook/versions/{version}", READ, this::one),
        Route.post("/api/playbook/versions/{version}/adopt", WRITE, this::rollBack),
        Route.post("/api/playbook/diff", READ, this::compare));
  }

  private Answer adopt(Request request) {
    return adopt(text(request), by(request), number(request, "based-on"));
  }

  private Answer adopt(String text, String by, OptionalInt basedOn) {
    try {
      Data.Builder adopted = new Data.Builder();
      shape(engine.adopt(text, by, basedOn)).forEach(adopted::put);
      adopted.put("warnings", PlaybookChecks.warnings(text, SeenNames.of(engine)));
      return Answer.ok(adopted.build());
    } catch (BadPlaybook e) {
      return refused(e);
    } catch (AdoptedMeanwhile e) {
      return Answer.problem(
          409, e.code(), String.valueOf(e.getMessage()), Data.of("current", shape(e.current())));
    }
  }

  /** What is wrong with a playbook, as a problem. */
  static Answer refused(BadPlaybook e) {
    return Answer.problem(
        422,
        e.code(),
        String.valueOf(e.getMessage()),
        Data.of("problems", e.problems().stream().map(Shapes::problem).toList()));
  }

  private Answer all(Request request) {
    return Answer.ok(
        Data.of("versions", engine.versions().stream().map(this::shapeWithOrigin).toList()));
  }

  private Answer one(Request request) {
    Version version = named(request.name("version"));
    Data.Builder data = new Data.Builder();
    shapeWithOrigin(version).forEach(data::put);
    return Answer.ok(data.put("text", version.text()).build());
  }

  private Answer rollBack(Request request) {
    Version wanted = named(request.name("version"));
    Version current = engine.versions().getFirst();
    if (wanted.number() == current.number() || wanted.text().equals(current.text())) {
      throw Refusal.caller(
          409,
          "holds-already",
          "version %d holds already: there is nothing to go back from".formatted(current.number()));
    }
    OptionalInt basedOn = number(request, "based-on");
    return adopt(
        wanted.text(),
        by(request),
        basedOn.isPresent() ? basedOn : OptionalInt.of(current.number()));
  }

  private Answer compare(Request request) {
    OptionalInt from = number(request, "from");
    OptionalInt to = number(request, "to");
    Version before =
        from.isPresent()
            ? named(Integer.toString(from.getAsInt()))
            : engine.versions().stream()
                .findFirst()
                .orElseThrow(() -> Refusal.absent("no-playbook", "no playbook was adopted yet"));
    String after =
        to.isPresent() ? named(Integer.toString(to.getAsInt())).text() : checked(text(request));
    List<Difference> differences = Differences.between(before.text(), after);
    Data.Builder data = new Data.Builder().put("from", before.number());
    to.ifPresent(number -> data.put("to", number));
    return Answer.ok(
        data.put("differences", differences.stream().map(PlaybookVersions::shape).toList())
            .build());
  }

  private static String checked(String text) {
    if (new PlaybookReader().read(text) instanceof Checked.Refused refused) {
      throw Refusal.caller(
          422,
          "bad-playbook",
          "line %d: %s"
              .formatted(
                  refused.problems().getFirst().line(), refused.problems().getFirst().message()));
    }
    return text;
  }

  static Data shape(Difference difference) {
    Data.Builder data =
        new Data.Builder()
            .put("section", difference.section())
            .put("name", difference.name())
            .put("what", Shapes.word(difference.kind()));
    difference.before().ifPresent(text -> data.put("before", text));
    difference.after().ifPresent(text -> data.put("after", text));
    return data.build();
  }

  private Version named(String number) {
    return engine.versions().stream()
        .filter(version -> Integer.toString(version.number()).equals(number))
        .findFirst()
        .orElseThrow(() ->
            Refusal.absent(
                "no-such-version",
                "there is no version '%s' of the playbook; see /api/playbook/versions"
                    .formatted(number)));
  }

  /** A version, and of which earlier one it has the text. */
  private Data shapeWithOrigin(Version version) {
    Optional<Version> origin =
        engine.versions().reversed().stream()
            .filter(other -> other.text().equals(version.text()))
            .findFirst()
            .filter(other -> other.number() < version.number());
    Data.Builder data = new Data.Builder();
    shape(version).forEach(data::put);
    origin.ifPresent(other -> data.put("sameAs", other.number()));
    return data.build();
  }

  static Data shape(Version version) {
    return Data.of(
        "version", version.number(),
        "adoptedBy", version.who(),
        "adoptedAt", version.at().toString(),
        "from",
            version.from().toEpochMilli() == Long.MIN_VALUE ? "always" : version.from().toString());
  }

  private String by(Request request) {
    return Paging.by(
        request.parameter("by").map(name -> Data.of("by", name)).orElse(Data.EMPTY),
        request.caller());
  }

  private static OptionalInt number(Request request, String name) {
    return request.parameter(name).isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(request.number(name, 1, Integer.MAX_VALUE));
  }

  /** The playbook that is the request's body. */
  static String text(Request request) {
    return text(request.entity().read(MOST_BYTES));
  }

  /** The text in these bytes; says the line that is not in UTF-8. */
  static String text(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, text, true).isError()) {
      long line = 1 + text.flip().chars().filter(letter -> letter == '\n').count();
      throw Refusal.unreadable(
          "bad-encoding", "a playbook is text in UTF-8; line " + line + " is something else");
    }
    return text.flip().toString();
  }
}
