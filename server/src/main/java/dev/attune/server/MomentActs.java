package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import java.util.List;

/** What people do with a moment on its page. */
final class MomentActs {
  private static final Access HANDLE = Access.bearer(Scope.HANDLE).andFrontLine();

  private final Engine engine;
  private final Staff staff;

  MomentActs(Engine engine, Staff staff) {
    this.engine = engine;
    this.staff = staff;
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
              .put("by", form.filled("to").orElseGet(() -> request.caller().name()));
      form.filled("why").ifPresent(why -> handled.put("why", why));
      staff.say(moment.customer(), handled.build());
    }
    return Framing.to(form.filled("back").orElse("/moments/" + moment.id()));
  }
}
