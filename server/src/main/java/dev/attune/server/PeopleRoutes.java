package dev.attune.server;

import dev.attune.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything about who works here, what they gave and did, and who else is told. */
final class PeopleRoutes {
  private final List<Route> routes = new ArrayList<>();

  /** Says in links of the API that the server is at {@code here}. */
  PeopleRoutes(
      Engine engine, Framing framing, Roster roster, Delivery delivery, Supplier<String> here) {
    Trusts trusts = new Trusts(engine, roster.clock());
    PersonRows rows = new PersonRows(roster.accounts(), trusts);
    routes.addAll(new PeopleApi(engine, roster, here).routes());
    routes.addAll(new RosterPages(framing, roster, rows).routes());
    routes.addAll(new PersonPages(framing, roster, rows).routes());
    routes.addAll(new AccountPages(framing, roster, rows, delivery.preferences()).routes());
    routes.addAll(new SpendingPages(engine, framing, roster, trusts).routes());
    routes.addAll(new AuditPages(framing, roster).routes());
    routes.addAll(new WebhookPages(engine, framing, delivery.webhooks()).routes());
  }

  List<Route> routes() {
    return routes;
  }
}
