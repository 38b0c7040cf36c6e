package dev.attune.server;

import dev.attune.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/** Every page there is. */
final class PageRoutes {
  private PageRoutes() {}

  static List<Route> of(
      Engine engine, Framing framing, Staff staff, Sources sources, Heard heard, Finding finding) {
    Lore.Keeper lore = new Lore.Keeper(engine);
    Faces faces = new Faces(engine);
    MomentCards cards = new MomentCards(engine, lore, faces, framing);
    SourcePages sourcePages = new SourcePages(engine, framing, sources, heard);
    RejectApi rejects = new RejectApi(engine, sources);
    Blindness blindness = new Blindness(engine, heard);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new DoorPages().routes());
    routes.addAll(new TodayPages(engine, framing, lore, cards, blindness).routes());
    routes.addAll(new NewsPages(engine.outlet(), framing).routes());
    routes.addAll(new CustomersPages(engine, framing, finding).routes());
    routes.addAll(new CustomerActs(engine, staff).routes());
    routes.addAll(new WhyPages(engine, framing, lore).routes());
    routes.addAll(new MomentPages(engine, framing, lore, cards).routes());
    routes.addAll(new MomentActs(engine, staff).routes());
    routes.addAll(new SegmentPages(engine, framing, lore, faces).routes());
    routes.addAll(new ListPages(engine, framing, finding, sources).routes());
    routes.addAll(sourcePages.routes());
    routes.addAll(new SourceActs(framing, sources, sourcePages, rejects).routes());
    routes.addAll(new SystemPages(engine, framing, finding.search()).routes());
    return routes;
  }
}
