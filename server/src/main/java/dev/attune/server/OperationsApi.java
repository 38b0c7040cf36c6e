package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.CatalogueEntry;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.Progress;
import dev.attune.search.Search;
import java.util.List;
import java.util.TreeMap;

/** How the server is. */
final class OperationsApi {
  private static final Access READ = Access.bearer(Scope.READ);

  private final Engine engine;
  private final EngineConfig config;
  private final Counters counters;
  private final Sources sources;
  private final Delivery delivery;
  private final Search search;

  OperationsApi(
      Engine engine,
      EngineConfig config,
      Counters counters,
      Sources sources,
      Delivery delivery,
      Search search) {
    this.delivery = delivery;
    this.search = search;
    this.engine = engine;
    this.config = config;
    this.counters = counters;
    this.sources = sources;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/catalogue", READ, this::catalogue),
        Route.get("/api/progress", READ, request -> Answer.ok(shape(engine.progress()))),
        Route.get("/api/openapi.json", Access.anyone(), request -> OpenApi.answer()),
        Route.get("/health/live", Access.anyone(), request -> Answer.ok(Data.of("live", true))),
        Route.get("/health/ready", Access.anyone(), this::ready),
        Route.get("/metrics", READ, this::metrics));
  }

  private Answer catalogue(Request request) {
    return Answer.ok(
        Data.of("entries", engine.catalogue().stream().map(OperationsApi::entry).toList()));
  }

  private static Data entry(CatalogueEntry entry) {
    Data.Builder data = new Data.Builder();
    if (entry.event().isEmpty()) {
      data.put("what", "trait").put("name", entry.name());
    } else if (entry.name().isEmpty()) {
      data.put("what", "event").put("name", entry.event());
    } else {
      data.put("what", "property").put("event", entry.event()).put("name", entry.name());
    }
    Data.Builder types = new Data.Builder();
    new TreeMap<>(entry.types()).forEach((type, count) -> types.put(Shapes.word(type), count));
    return data.put("count", entry.count())
        .put("types", types.build())
        .put("first", entry.first().toString())
        .put("last", entry.last().toString())
        .build();
  }

  static Data shape(Progress progress) {
    return Data.of(
        "appended", progress.appended(),
        "folded", progress.folded(),
        "lagSignals", progress.lagSignals(),
        "lagSeconds", progress.lag().toMillis() / 1_000.0,
        "customers", progress.customers(),
        "pendingCustomers", progress.pending(),
        "sweeping", progress.sweeping(),
        "swept", progress.swept(),
        "stoppedEvents", PlaybookApi.stopped(progress.stopped()));
  }

  private Answer ready(Request request) {
    Progress progress = engine.progress();
    boolean isReady =
        progress.lagSignals() <= config.lagSignals()
            && progress.lag().compareTo(config.lagTime()) <= 0;
    return Answer.json(isReady ? 200 : 503, Data.of("ready", isReady));
  }

  private Answer metrics(Request request) {
    PrometheusText text = new PrometheusText();
    text.engine(engine.metrics(), engine.progress());
    text.openMoments(engine.openMoments());
    text.search(search.status());
    text.stoppedEvents(engine.progress().stopped().size());
    text.server(counters, sources.strangers().total());
    delivery.measure(text);
    return Answer.text(200, PrometheusText.CONTENT_TYPE, text.toString());
  }
}
