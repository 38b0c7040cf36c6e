package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import java.util.List;

/** What people put right on a customer's page, or heard from them. */
final class CustomerActs {
  /** In an address: the id that was parted from the customer. */
  static final String CUT = "cut";

  private static final Access CORRECT = Access.bearer(Scope.CORRECT);

  private final Engine engine;
  private final Staff staff;

  CustomerActs(Engine engine, Staff staff) {
    this.engine = engine;
    this.staff = staff;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/customers/{id}/consent", GraceHome.HANDLE, this::consent),
        Route.post("/customers/{id}/merge", CORRECT, request -> correct(request, "same")),
        Route.post("/customers/{id}/unmerge", CORRECT, request -> correct(request, "different")));
  }

  /** What a customer told somebody: that they allow a purpose, or object to it. */
  private Answer consent(Request request) {
    CustomerView view = CustomerPages.known(engine, request);
    Form form = Form.of(request);
    boolean isGiven =
        switch (form.demand("given")) {
          case "yes" -> true;
          case "no" -> false;
          default -> throw Refusal.caller(422, "bad-consent", "given must be yes or no");
        };
    staff.say(
        view.id(), Data.of("type", "consent", "purpose", form.demand("purpose"), "given", isGiven));
    return Framing.to(Faces.href(view.id()) + "#consent");
  }

  private Answer correct(Request request, String verdict) {
    CustomerView view = CustomerPages.known(engine, request);
    Id other = CustomerApi.id(Form.of(request).demand("other").strip());
    if (other.equals(view.id())) {
      throw Refusal.caller(422, "same-id", "both ids are " + other);
    }
    if (engine.customer(other).isEmpty()) {
      throw Refusal.caller(422, "no-such-customer", "no signal ever named " + other);
    }
    staff.say(
        view.id(),
        Data.of(
            "type", "corrected",
            "first", view.id().toString(),
            "second", other.toString(),
            "verdict", verdict,
            "by", request.caller().name()));
    boolean isCut = verdict.equals("different");
    return Framing.to(
        Faces.href(view.id())
            + (isCut ? "?" + CUT + "=" + Paths.encoded(other.toString()) : "")
            + "#ids");
  }
}
