package dev.attune.server;

import dev.attune.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/** Every page there is. */
final class PageRoutes {
  private PageRoutes() {}

  static List<Route> of(Engine engine, Framing framing, Staff staff, Tokens tokens, Heard heard) {
    Lore.Keeper lore = new Lore.Keeper(engine);
    MomentCards cards = new MomentCards(engine, lore, new Faces(engine));
    Blindness blindness = new Blindness(engine, heard);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new DoorPages(framing).routes());
    routes.addAll(new TodayPages(engine, framing, lore, cards, blindness).routes());
    routes.addAll(new NewsPages(engine.outlet(), framing).routes());
    routes.addAll(new CustomersPages(engine, framing).routes());
    routes.addAll(new CustomerPages(engine, framing, lore, cards).routes());
    routes.addAll(new CustomerActs(engine, staff, tokens).routes());
    routes.addAll(new WhyPages(engine, framing, lore).routes());
    routes.addAll(new MomentPages(engine, framing, lore, cards).routes());
    routes.addAll(new MomentActs(engine, staff, tokens).routes());
    return routes;
  }
}
