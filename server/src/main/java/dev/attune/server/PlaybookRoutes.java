package dev.attune.server;

import dev.attune.engine.Engine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every page about the playbook. */
final class PlaybookRoutes {
  private PlaybookRoutes() {}

  static List<Route> of(Engine engine, Framing framing, InstantSource clock) {
    Drafting drafting = new Drafting(engine, new Drafts(engine, clock), framing);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new BookPages(drafting).routes());
    routes.addAll(new RulePages(drafting).routes());
    routes.addAll(new LibraryPages(drafting, new Suggested(engine, clock)).routes());
    routes.addAll(new TextPages(drafting).routes());
    routes.addAll(new DifferencePages(drafting).routes());
    routes.addAll(new RehearsalPages(drafting, clock).routes());
    routes.addAll(new HistoryPages(drafting).routes());
    return routes;
  }
}
