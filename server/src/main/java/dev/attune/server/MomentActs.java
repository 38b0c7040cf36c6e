package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import java.util.List;

/** What people do with a moment on its page. */
final class MomentActs {
  private static final Access HANDLE = Access.bearer(Scope.HANDLE);

  private final Engine engine;
  private final Staff staff;
  private final Tokens tokens;

  MomentActs(Engine engine, Staff staff, Tokens tokens) {
    this.engine = engine;
    this.staff = staff;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of("take", "hand-over", "close", "dismiss").stream()
        .map(act -> Route.post("/moments/{id}/" + act, HANDLE, request -> handle(request, act)))
        .toList();
  }

  /** What is done twice is done once: whoever comes second sees how it stands. */
  private Answer handle(Request request, String act) {
    MomentView moment = MomentPages.known(engine, request);
    Form form = Form.of(request);
    if (moment.state() == MomentView.State.OPEN) {
      Data.Builder handled =
          new Data.Builder()
              .put("type", "handled")
              .put("moment", moment.id())
              .put("act", act)
              .put("by", form.field("to").orElseGet(() -> tokens.bearerName(request)));
      form.field("why").ifPresent(why -> handled.put("why", why));
      staff.say(moment.customer(), handled.build());
    }
    return Framing.to(form.field("back").orElse("/moments/" + moment.id()));
  }
}
