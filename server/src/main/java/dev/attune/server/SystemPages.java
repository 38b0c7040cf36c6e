package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.Metrics;
import dev.attune.engine.Progress;
import dev.attune.engine.Version;
import dev.attune.pages.Detail;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.SystemPage;
import dev.attune.pages.SystemPage.Check;
import dev.attune.pages.SystemPage.State;
import dev.attune.pages.Words;
import dev.attune.search.Search;
import dev.attune.search.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How Attune itself fares. */
final class SystemPages {
  private static final long GIGABYTE = 1L << 30;
  private static final long LITTLE_SPACE = 5 * GIGABYTE;
  private static final int VERSIONS_SHOWN = 20;
  private static final int MANY = 10_000;

  private final Engine engine;
  private final Framing framing;
  private final Search search;

  SystemPages(Engine engine, Framing framing, Search search) {
    this.engine = engine;
    this.search = search;
    this.framing = framing;
  }

  List<Route> routes() {
    return List.of(Route.get(Place.SYSTEM.href(), Access.bearer(Scope.READ), this::system));
  }

  private Answer system(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Progress progress = engine.progress();
    Metrics metrics = engine.metrics();
    SystemPage page =
        new SystemPage(
            health(progress, metrics, search.status(), words),
            figures(progress, metrics, words),
            engine.versions().reversed().stream()
                .limit(VERSIONS_SHOWN)
                .map(SystemPages::version)
                .toList());
    return Framing.answer(
        request, Pages.system(frame.at(Place.SYSTEM, frame.say(Place.SYSTEM.key())), page));
  }

  private static SystemPage.Version version(Version version) {
    return new SystemPage.Version(version.number(), version.who(), version.at());
  }

  private static List<Check> health(Progress progress, Metrics metrics, Status found, Words words) {
    List<Check> checks = new ArrayList<>();
    checks.add(folding(progress, words));
    checks.add(
        progress.pending() == 0
            ? good(words.say("system.no-pending"))
            : watch(words.say("system.pending", progress.pending())));
    checks.add(
        progress.sweeping()
            ? watch(words.say("system.sweeping", progress.swept(), progress.customers()))
            : good(words.say("system.no-sweep")));
    checks.add(names(found, words));
    checks.add(space(metrics, words));
    checks.add(
        metrics.troubles() == 0
            ? good(words.say("system.no-troubles"))
            : new Check(
                State.BROKEN,
                words.say("system.troubles", metrics.troubles()),
                Optional.of(words.say("system.troubles-more"))));
    checks.add(
        progress.stopped().isEmpty()
            ? good(words.say("system.no-stopped"))
            : watch(words.say("system.stopped", progress.stopped().size())));
    progress
        .completeFrom()
        .ifPresent(from -> checks.add(good(words.say("system.complete-from", words.day(from)))));
    return checks;
  }

  private static Check folding(Progress progress, Words words) {
    if (progress.lagSignals() == 0) {
      return good(words.say("system.folded"));
    }
    String text = words.say("system.lag", progress.lagSignals(), words.length(progress.lag()));
    return progress.lagSignals() < MANY ? good(text) : watch(text);
  }

  private static Check names(Status status, Words words) {
    Optional<String> trouble = Optional.of(status.trouble()).filter(text -> !text.isEmpty());
    return switch (status.state()) {
      case COMPLETE -> good(words.say("system.names"));
      case MAKING ->
          new Check(
              State.WATCH, words.say("system.names-making", status.done(), status.of()), trouble);
      case ABSENT -> new Check(State.BROKEN, words.say("system.names-absent"), trouble);
    };
  }

  private static Check space(Metrics metrics, Words words) {
    String free =
        words.decimal(Math.floor((double) metrics.diskFree() / GIGABYTE * 10) / 10) + " GB";
    return metrics.diskFree() > LITTLE_SPACE
        ? good(words.say("system.disk", free))
        : new Check(
            State.WATCH,
            words.say("system.disk-little", free),
            Optional.of(words.say("system.disk-more")));
  }

  private static Check good(String text) {
    return new Check(State.GOOD, text, Optional.empty());
  }

  private static Check watch(String text) {
    return new Check(State.WATCH, text, Optional.empty());
  }

  private static List<Detail> figures(Progress progress, Metrics metrics, Words words) {
    Runtime runtime = Runtime.getRuntime();
    long memory = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    List<Detail> figures = new ArrayList<>();
    figures.add(figure("system.customers", progress.customers(), words));
    figures.add(figure("system.signals", metrics.signals(), words));
    figures.add(figure("system.duplicates", metrics.duplicates(), words));
    figures.add(figure("system.effects", metrics.effects(), words));
    figures.add(figure("system.withdrawn", metrics.withdrawn(), words));
    figures.add(figure("system.refolds", metrics.refolds(), words));
    figures.add(figure("system.fired", metrics.fired(), words));
    figures.add(figure("system.rejects", metrics.rejects(), words));
    figures.add(new Detail(words.say("system.memory"), words.number(memory) + " MB"));
    String version = SystemPages.class.getPackage().getImplementationVersion();
    if (version != null) {
      figures.add(new Detail(words.say("system.program"), version));
    }
    return figures;
  }

  private static Detail figure(String key, long value, Words words) {
    return new Detail(words.say(key), words.number(value));
  }
}
