package dev.attune.server;

import dev.attune.engine.Engine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every page of giving. */
final class GraceRoutes {
  private final List<Route> routes = new ArrayList<>();

  GraceRoutes(
      Engine engine,
      Framing framing,
      Giving giving,
      Staff staff,
      Finding finding,
      InstantSource clock) {
    Lore.Keeper lore = new Lore.Keeper(engine);
    Faces faces = new Faces(engine);
    MomentCards cards = new MomentCards(engine, lore, faces, framing);
    GestureRows rows = new GestureRows(engine, faces, lore, framing);
    routes.addAll(new CustomerPages(engine, framing, giving, cards, rows).routes());
    routes.addAll(new GraceHome(engine, framing, giving, cards, rows).routes());
    routes.addAll(new GraceFinding(engine, giving, finding, lore).routes());
    routes.addAll(new GracePerson(engine, framing, giving, cards, rows).routes());
    routes.addAll(new GraceActs(framing, giving, rows, lore).routes());
    routes.addAll(new GraceGroups(engine, framing, giving, rows, finding).routes());
    routes.addAll(new GracePhone(engine, framing, giving, clock).routes());
    routes.addAll(new MissedPages(engine, framing, staff, clock).routes());
  }

  List<Route> routes() {
    return routes;
  }
}
