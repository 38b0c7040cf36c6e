package dev.attune.server;

import dev.attune.care.Giver;
import dev.attune.care.Toolkit;
import dev.attune.customer.Data;
import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.pages.Assets;
import dev.attune.pages.Frame;
import dev.attune.pages.GracePages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.playbook.Care;
import dev.attune.playbook.Cost;
import dev.attune.playbook.Option;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Team;
import dev.attune.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a phone needs so that Grace can be installed on it, and helps where there is no network: a
 * manifest, a worker that keeps one page without anybody's data, and what may be given from it.
 */
final class GracePhone {
  private static final Access ANYONE = Access.anyone();
  private static final String SCOPE = "/grace";
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Duration SHIFT = Duration.ofHours(8);
  private static final Duration LONGEST = Duration.ofHours(23);
  private static final List<String> KEPT =
      List.of("attune.css", "attune.js", "grace.js", "htmx.js", "icon.svg", "inter-latin.woff2");

  private final Engine engine;
  private final Framing framing;
  private final Giving giving;
  private final InstantSource clock;

  GracePhone(Engine engine, Framing framing, Giving giving, InstantSource clock) {
    this.engine = engine;
    this.framing = framing;
    this.giving = giving;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/grace/offline", ANYONE, this::offline),
        Route.get("/grace/worker.js", ANYONE, request -> worker()),
        Route.get("/grace/attune.webmanifest", ANYONE, this::manifest),
        Route.get("/grace/kit", GraceHome.HANDLE, this::kit));
  }

  /** The page that a phone keeps: the same for everybody. */
  private Answer offline(Request request) {
    Frame frame = framing.ofAnyone(request);
    return Framing.answer(
        request, GracePages.offline(frame.at(Place.GRACE, frame.say("offline.title"))));
  }

  private static Answer worker() {
    List<String> addresses = new ArrayList<>();
    KEPT.forEach(file -> addresses.add("\"" + Assets.address(file) + "\""));
    String script = Assets.worker().replace("/* FILES */", String.join(", ", addresses));
    return Answer.text(200, "text/javascript; charset=utf-8", script)
        .with("Cache-Control", "no-cache")
        .with("Service-Worker-Allowed", SCOPE)
        .with("Content-Security-Policy", "default-src 'none'; connect-src 'self'")
        .with("X-Content-Type-Options", "nosniff");
  }

  private Answer manifest(Request request) {
    Frame frame = framing.ofAnyone(request);
    Data manifest =
        new Data.Builder()
            .put("name", "Attune · " + frame.say("grace.title"))
            .put("short_name", "Attune")
            .put("id", SCOPE)
            .put("start_url", SCOPE)
            .put("scope", SCOPE)
            .put("lang", frame.words().language().tag())
            .put("display", "standalone")
            .put("background_color", "#fcfbf9")
            .put("theme_color", "#4250b8")
            .put(
                "icons",
                List.of(
                    icon("icon.svg", "any", "image/svg+xml", "any"),
                    icon("icon-192.png", "192x192", "image/png", "any"),
                    icon("icon-512.png", "512x512", "image/png", "any"),
                    icon("icon-mask.png", "512x512", "image/png", "maskable")))
            .build();
    return new Answer(
        200,
        "application/manifest+json",
        Json.write(manifest),
        Map.of("Cache-Control", "no-cache", "Vary", "Accept-Language, Cookie"));
  }

  private static Data icon(String file, String sizes, String type, String purpose) {
    return Data.of("src", Assets.address(file), "sizes", sizes, "type", type, "purpose", purpose);
  }

  /**
   * What may be given while nobody can be asked: options of a fixed cost, for anybody. Titles and
   * costs only.
   */
  private Answer kit(Request request) {
    Chooser by = giving.chooser(request);
    Words words = framing.of(request).words();
    Instant until = shiftEnd(by);
    List<Data> options = new ArrayList<>();
    for (Option option : care().options()) {
      if (option.cost() instanceof Cost.Fixed fixed && isForAnybody(option, by)) {
        options.add(
            Data.of(
                "option", option.name(),
                "title", option.title(),
                "cost", Money.text(fixed.amount())));
      }
    }
    Data.Builder kit =
        new Data.Builder()
            .put("by", by.name())
            .put("until", until.toString())
            .put("untilClock", words.clock(until))
            .put("options", options);
    Money.currency(engine).ifPresent(each -> kit.put("currency", each.getCurrencyCode()));
    return Answer.ok(kit.build()).with("Cache-Control", "no-store");
  }

  private Care care() {
    return engine.playbook().map(Playbook::care).orElse(Care.NONE);
  }

  private boolean isForAnybody(Option option, Chooser by) {
    return option.when().isEmpty()
        && by.role()
            .map(role -> Toolkit.isFor(option, new Giver.Person(by.name(), role, team(by))))
            .orElse(false);
  }

  private Optional<Team> team(Chooser by) {
    return care().teams().stream()
        .filter(team -> by.team().map(team.name()::equals).orElse(false))
        .findFirst();
  }

  /** When the hours of their team end; who is off duty, or always on, stays for a usual shift. */
  private Instant shiftEnd(Chooser by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now;
    while (giving.isOnDuty(by, end) && end.isBefore(now.plus(LONGEST))) {
      end = next(end);
    }
    boolean isShift = end.isAfter(now) && !giving.isOnDuty(by, end);
    return isShift ? end : now.plus(SHIFT);
  }

  /** The next quarter of an hour: no working hours begin or end between. */
  private static Instant next(Instant at) {
    long quarter = STEP.toSeconds();
    return Instant.ofEpochSecond((at.getEpochSecond() / quarter + 1) * quarter);
  }
}
