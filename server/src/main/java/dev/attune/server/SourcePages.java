package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.CatalogueEntry;
import dev.attune.engine.Engine;
import dev.attune.engine.KeptReject;
import dev.attune.engine.RejectCount;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.SourcePage;
import dev.attune.pages.SourcesPage;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where signals come from: each source, what it says now, what was refused, what was really seen.
 */
final class SourcePages {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final int EVENTS_SHOWN = 100;
  private static final int PROPERTIES_SHOWN = 8;
  private static final int REJECTS_LOOKED_AT = 500;
  private static final int REJECTS_SHOWN = 20;

  private final Engine engine;
  private final Framing framing;
  private final Sources sources;
  private final Heard heard;

  SourcePages(Engine engine, Framing framing, Sources sources, Heard heard) {
    this.engine = engine;
    this.framing = framing;
    this.sources = sources;
    this.heard = heard;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Place.SOURCES.href(), READ, request -> all(request, "", false, Optional.empty())),
        Route.get("/sources/{name}", READ, request -> one(request, Optional.empty())),
        Route.get("/sources/{name}/heard", READ, this::heard),
        Route.get("/catalogue.csv", READ, this::catalogueCsv));
  }

  /** The list, with what was typed and what is wrong with it. */
  Answer all(Request request, String named, boolean isBrowser, Optional<String> problem) {
    Frame frame = framing.of(request);
    Map<String, Long> refused =
        engine.rejectCounts().stream()
            .collect(
                Collectors.groupingBy(
                    RejectCount::source, Collectors.summingLong(RejectCount::count)));
    List<CatalogueEntry> catalogue = engine.catalogue();
    List<SourcesPage.Seen> seen = seen(catalogue);
    SourcesPage page =
        new SourcesPage(
            sources.all().stream()
                .map(each -> row(each, refused.getOrDefault(each.name(), 0L)))
                .toList(),
            named,
            isBrowser,
            problem,
            seen.subList(0, Math.min(EVENTS_SHOWN, seen.size())),
            seen.size(),
            request.caller().may(Scope.ADMIN));
    return Framing.answer(
        request,
        problem.isPresent() ? 422 : 200,
        Pages.sources(frame.at(Place.SOURCES, frame.say(Place.SOURCES.key())), page));
  }

  /** A source that was just made, with its key; its first signal is seen there. */
  Answer made(Request request, Sources.Made made) {
    SourcePage page =
        page(request, made.source(), Optional.empty(), Optional.of(made.key().reveal()));
    Frame frame = framing.of(request);
    return Framing.answer(request, Pages.source(frame.at(Place.SOURCES, page.name()), page));
  }

  private SourcesPage.Row row(Source source, long refused) {
    return new SourcesPage.Row(
        source.name(),
        "/sources/" + source.name(),
        source.kind().word(),
        source.revokedAt(),
        heard.last(source.name()).stream().findFirst().map(Heard.Message::at),
        refused);
  }

  private static List<SourcesPage.Seen> seen(List<CatalogueEntry> catalogue) {
    Map<String, List<CatalogueEntry>> properties =
        catalogue.stream()
            .filter(each -> !each.event().isEmpty() && !each.name().isEmpty())
            .collect(Collectors.groupingBy(CatalogueEntry::event));
    return catalogue.stream()
        .filter(each -> !each.event().isEmpty() && each.name().isEmpty())
        .sorted(Comparator.comparingLong(CatalogueEntry::count).reversed())
        .map(each ->
            new SourcesPage.Seen(
                each.event(),
                each.count(),
                each.last(),
                named(properties.getOrDefault(each.event(), List.of()))))
        .toList();
  }

  private static String named(List<CatalogueEntry> properties) {
    String names =
        properties.stream()
            .sorted(Comparator.comparingLong(CatalogueEntry::count).reversed())
            .limit(PROPERTIES_SHOWN)
            .map(CatalogueEntry::name)
            .collect(Collectors.joining(", "));
    return properties.size() > PROPERTIES_SHOWN ? names + ", …" : names;
  }

  private Answer catalogueCsv(Request request) {
    CsvText csv = new CsvText("event", "name", "count", "types", "first", "last");
    for (CatalogueEntry each : engine.catalogue()) {
      csv.row(
          each.event(),
          each.name(),
          Long.toString(each.count()),
          each.types().keySet().stream()
              .map(Shapes::word)
              .sorted()
              .collect(Collectors.joining(" ")),
          each.first().toString(),
          each.last().toString());
    }
    return csv.answer("catalogue");
  }

  /** One source, with what came of trying its rejects again. */
  Answer one(Request request, Optional<String> told) {
    Frame frame = framing.of(request);
    SourcePage page = page(request, sources.demand(request.name("name")), told, Optional.empty());
    return Framing.answer(request, Pages.source(frame.at(Place.SOURCES, page.name()), page));
  }

  /** The last messages; nothing while there is none newer than those shown. */
  private Answer heard(Request request) {
    String since =
        request.parameter("since").filter(text -> text.matches("\\d{1,18}")).orElse("-1");
    long newest =
        heard.last(request.name("name")).stream()
            .findFirst()
            .map(Heard.Message::number)
            .orElse(-1L);
    if (newest <= Long.parseLong(since)) {
      return Answer.empty(204);
    }
    SourcePage page =
        page(request, sources.demand(request.name("name")), Optional.empty(), Optional.empty());
    return Framing.answer(request, Pages.heard(framing.of(request), page));
  }

  private SourcePage page(
      Request request, Source source, Optional<String> told, Optional<String> key) {
    return new SourcePage(
        source.name(),
        source.kind().word(),
        source.createdAt(),
        source.revokedAt(),
        key,
        Snippets.of(source.kind(), address(request), key.orElse("$WRITE_KEY")),
        heard.last(source.name()).stream().map(SourcePages::message).toList(),
        refused(source.name()),
        told,
        request.caller().may(Scope.ADMIN));
  }

  /** Where whoever asks reaches the server that answers. */
  private static String address(Request request) {
    String scheme = request.header(Proxies.SCHEME).orElse("http");
    return scheme + "://" + request.header("host").orElse(ServerConfig.DEFAULT_HOST);
  }

  private static SourcePage.Heard message(Heard.Message message) {
    String body = new String(message.body(), StandardCharsets.UTF_8);
    Data data = data(message.body());
    String what = first(data, "event", "name", "type");
    return new SourcePage.Heard(
        message.number(),
        message.at(),
        what.isEmpty() ? Labels.capital(message.route()) : Labels.cut(what),
        Labels.cut(first(data, "userId", "anonymousId")),
        body);
  }

  private static Data data(byte[] body) {
    try {
      return body.length == 0 ? Data.EMPTY : Json.read(body);
    } catch (Json.BadJson e) {
      return Data.EMPTY; // It is shown as it came.
    }
  }

  private static String first(Data data, String... names) {
    for (String name : names) {
      String text = data.text(name);
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private List<SourcePage.Refused> refused(String source) {
    return engine.rejects(Optional.empty(), REJECTS_LOOKED_AT).items().stream()
        .map(KeptReject::reject)
        .filter(each -> each.source().equals(source))
        .limit(REJECTS_SHOWN)
        .map(each ->
            new SourcePage.Refused(
                each.receivedAt(),
                Labels.plain(each.reason()),
                each.message(),
                new String(each.body(), StandardCharsets.UTF_8)))
        .toList();
  }
}
