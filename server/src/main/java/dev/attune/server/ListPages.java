package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.KeptReject;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.engine.Reject;
import dev.attune.engine.Transition;
import dev.attune.pages.SignalRow;
import dev.attune.pages.Words;
import dev.attune.search.Search;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every list as CSV, by the filters of its page, whole however long it is. For who may see lists
 * only; what shows customers is in the audit.
 */
final class ListPages {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final int PIECE = 500;

  private final Engine engine;
  private final Framing framing;
  private final Finding finding;
  private final Sources sources;

  ListPages(Engine engine, Framing framing, Finding finding, Sources sources) {
    this.engine = engine;
    this.framing = framing;
    this.finding = finding;
    this.sources = sources;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/customers.csv", READ, this::customers).forPeople(),
        Route.get("/customers/{id}/timeline.csv", READ, this::timeline),
        Route.get("/gestures.csv", READ, this::gestures).forPeople(),
        Route.get("/rejects.csv", READ, this::rejects).forPeople(),
        Route.get("/segments.csv", READ, this::segments),
        Route.get("/segments/{name}/moves.csv", READ, this::moves).forPeople(),
        Route.get("/sources.csv", READ, this::sources),
        Route.get("/playbook/history.csv", Drafting.EDITORS, this::history));
  }

  /** All items of a list that comes in pages, read as they are asked for. */
  static <T> Stream<T> all(Function<Optional<String>, Page<T>> ask) {
    return Stream.iterate(
            Optional.of(ask.apply(Optional.empty())),
            Optional::isPresent,
            page -> page.flatMap(Page::next).map(next -> ask.apply(Optional.of(next))))
        .flatMap(page -> page.stream().flatMap(each -> each.items().stream()));
  }

  private Answer customers(Request request) {
    Words words = framing.of(request).words();
    String asked = request.parameter("q").map(String::strip).orElse("");
    Stream<CustomerView> found =
        asked.isEmpty()
            ? all(cursor -> engine.customers(cursor, PIECE))
                .flatMap(id -> engine.customer(id).stream())
            : finding.find(request, asked, 0, Search.MOST).customers().stream();
    return CsvText.streamed(
        "customers",
        List.of("customer", "name", "about", "open moments"),
        found.map(each ->
            List.of(
                each.id().toString(),
                Faces.of(each, words).name(),
                Faces.line(each.traits(), words),
                Long.toString(
                    each.moments().stream()
                        .filter(moment -> moment.state() == MomentView.State.OPEN)
                        .count()))));
  }

  private Answer timeline(Request request) {
    Id who = CustomerPages.known(engine, request).identity().canonical();
    List<String> all = Arrays.stream(SignalRow.Whose.values()).map(SignalRow.Whose::word).toList();
    Optional<SignalRow.Whose> show = request.word("show", all).flatMap(SignalRow.Whose::of);
    return CsvText.streamed(
        "timeline",
        List.of("at", "received", "kind", "event", "source", "message", "sender", "body"),
        all(cursor -> engine.timeline(who, cursor, PIECE))
            .filter(each -> show.map(only -> only == SignalRows.whose(each)).orElse(true))
            .map(ListPages::signal));
  }

  private static List<String> signal(StoredSignal each) {
    return List.of(
        each.occurredAt().toString(),
        each.receivedAt().toString(),
        each.kind().word(),
        Optional.ofNullable(each.name()).orElse(""),
        each.id().source(),
        each.id().messageId(),
        each.sender().toString(),
        new String(each.body(), StandardCharsets.UTF_8));
  }

  private Answer gestures(Request request) {
    return CsvText.streamed(
        "gestures",
        List.of("id", "at", "customer", "option", "title", "moment", "by", "team", "cost", "state"),
        all(cursor -> engine.grace().gestures(cursor, PIECE)).map(ListPages::gesture));
  }

  private static List<String> gesture(GestureView each) {
    return List.of(
        each.choice().id(),
        each.choice().at().toString(),
        each.choice().customer().toString(),
        each.choice().what().option(),
        each.title(),
        each.kind().orElse(""),
        each.choice().by().name(),
        each.choice().by().team().orElse(""),
        each.cost().toPlainString(),
        Shapes.word(each.state()));
  }

  private Answer rejects(Request request) {
    Optional<String> source = request.parameter("source");
    Optional<String> reason = request.parameter("reason");
    return CsvText.streamed(
        "rejects",
        List.of("id", "received", "source", "route", "reason", "field", "message", "body"),
        all(cursor -> engine.rejects(cursor, PIECE))
            .filter(each -> source.map(each.reject().source()::equals).orElse(true))
            .filter(each -> reason.map(each.reject().reason()::equals).orElse(true))
            .map(ListPages::reject));
  }

  private static List<String> reject(KeptReject each) {
    Reject reject = each.reject();
    return List.of(
        each.id(),
        reject.receivedAt().toString(),
        reject.source(),
        reject.route(),
        reject.reason(),
        Optional.ofNullable(reject.field()).orElse(""),
        reject.message(),
        new String(reject.body(), StandardCharsets.UTF_8));
  }

  private Answer segments(Request request) {
    CsvText csv = new CsvText("segment", "condition", "size", "complete");
    engine
        .segments()
        .forEach(each ->
            csv.row(
                each.name(),
                each.condition(),
                Long.toString(each.size()),
                Boolean.toString(each.complete())));
    return csv.answer("segments");
  }

  private Answer moves(Request request) {
    String name = request.name("name");
    if (engine.segments().stream().noneMatch(each -> each.name().equals(name))) {
      throw Refusal.absent("no-such-segment", "there is no segment '%s'".formatted(name));
    }
    return CsvText.streamed(
        "moves-" + name,
        List.of("customer", "moved", "at", "found"),
        all(cursor -> engine.transitions(name, cursor, PIECE)).map(ListPages::move));
  }

  private static List<String> move(Transition each) {
    return List.of(
        each.customer().toString(),
        each.entered() ? "entered" : "left",
        each.at().toString(),
        each.foundAt().toString());
  }

  private Answer sources(Request request) {
    CsvText csv = new CsvText("source", "kind", "created", "revoked");
    sources
        .all()
        .forEach(each ->
            csv.row(
                each.name(),
                each.kind().word(),
                each.createdAt().toString(),
                each.revokedAt().map(Object::toString).orElse("")));
    return csv.answer("sources");
  }

  private Answer history(Request request) {
    CsvText csv = new CsvText("version", "by", "at", "text");
    engine
        .versions()
        .forEach(each ->
            csv.row(
                Integer.toString(each.number()), each.who(), each.at().toString(), each.text()));
    return csv.answer("playbook-history");
  }
}
