package dev.attune.server;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Namespace;
import dev.attune.customer.Signal;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.Identity;
import dev.attune.engine.Interval;
import dev.attune.engine.Link;
import dev.attune.engine.MomentView;
import dev.attune.playbook.Playbook;
import dev.attune.step.Explanation;
import dev.attune.step.Step;
import dev.attune.wire.Json;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Customers: who they are, what they did, and why they are in a segment or moment. */
final class CustomerApi {
  private static final Access READ = Access.bearer(Scope.READ).andFrontLine();
  private static final Access CORRECT = Access.bearer(Scope.CORRECT);

  private final Engine engine;
  private final Staff staff;

  CustomerApi(Engine engine, Staff staff) {
    this.engine = engine;
    this.staff = staff;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/customers/{id}", READ, this::customer),
        Route.get("/api/customers/{id}/timeline", READ, this::timeline),
        Route.get("/api/customers/{id}/why/{rule}", READ, this::why),
        Route.post("/api/customers/{id}/merge", CORRECT, request -> correct(request, "same")),
        Route.post(
            "/api/customers/{id}/unmerge", CORRECT, request -> correct(request, "different")),
        Route.post("/api/customers/{id}/raise-limit", CORRECT, this::raiseLimit));
  }

  private Answer customer(Request request) {
    return Answer.ok(shape(seen(request)));
  }

  /** Who is out of the caller's sight is as unknown to them as who never was. */
  private CustomerView seen(Request request) {
    CustomerView view = known(id(request.name("id")));
    if (!Sight.of(request, engine).sees(view.traits())) {
      throw unknown(id(request.name("id")));
    }
    return view;
  }

  private CustomerView known(Id id) {
    return engine.customer(id).orElseThrow(() -> unknown(id));
  }

  private static Refusal unknown(Id id) {
    String prefix = id.namespace() == Namespace.USER ? "; other ids have a prefix: anonymous:" : "";
    return Refusal.absent(
        "no-such-customer",
        "no signal ever named %s%s".formatted(id, prefix.isEmpty() ? "" : prefix + id.value()));
  }

  static Id id(String text) {
    try {
      return Id.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.unreadable("bad-id", String.valueOf(e.getMessage()));
    }
  }

  private Answer timeline(Request request) {
    Id id = id(request.name("id"));
    int limit = request.number("limit", 100, Paging.MOST);
    CustomerView unused = seen(request);
    var page = engine.timeline(id, request.parameter("cursor"), limit);
    return Answer.ok(Shapes.page("signals", page, CustomerApi::signal));
  }

  private Answer why(Request request) {
    Id id = id(request.name("id"));
    String rule = request.name("rule");
    CustomerView view = seen(request);
    Explanation why = engine.why(id, rule).orElseThrow(() -> unexplained(rule));
    Optional<Instant> openSince =
        view.moments().stream()
            .filter(each -> each.rule().equals(rule) && each.state() == MomentView.State.OPEN)
            .map(MomentView::openedAt)
            .min(Comparator.naturalOrder());
    Playbook playbook = engine.playbook().orElseThrow(() -> unexplained(rule));
    Telling.Told told = Telling.of(playbook, rule);
    boolean isSegment = playbook.segments().stream().anyMatch(each -> each.name().equals(rule));
    return Answer.ok(
        Shapes.explanation(
            id.toString(),
            isSegment ? "segment" : "moment",
            why,
            openSince,
            fact -> signals(fact, told.of(playbook, fact.name()))));
  }

  /** The signals that a fact counts, as far as they are kept. */
  private List<Data> signals(Explanation.FactReading fact, Telling.Told told) {
    List<Optional<StoredSignal>> found = SignalRows.found(fact.signals(), told.events(), engine);
    List<Data> signals = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Signal.Address address = fact.signals().get(i);
      Data.Builder data =
          new Data.Builder()
              .put("of", address.sender().toString())
              .put("at", address.at().toString());
      found
          .get(i)
          .ifPresent(signal ->
              data.put("event", signal.signal().event())
                  .put("source", signal.id().source())
                  .put("messageId", signal.id().messageId()));
      signals.add(data.build());
    }
    return signals;
  }

  private static Refusal unexplained(String rule) {
    return Refusal.absent(
        "no-such-rule", "the playbook has no segment or moment '%s'".formatted(rule));
  }

  private Answer correct(Request request, String verdict) {
    Id first = id(request.name("id"));
    Data body = Paging.object(request);
    String other = body.text("other");
    if (other == null) {
      throw Refusal.unreadable("missing-member", "\"other\" must be the other id");
    }
    Id second = id(other);
    if (first.equals(second)) {
      throw Refusal.caller(422, "same-id", "both ids are " + first);
    }
    known(first);
    known(second);
    staff.say(
        first,
        Data.of(
            "type", "corrected",
            "first", first.toString(),
            "second", second.toString(),
            "verdict", verdict,
            "by", Paging.by(body, request.caller())));
    return Answer.ok(shape(known(first)));
  }

  /** Takes a customer back who was set aside for more signals than one person sends. */
  private Answer raiseLimit(Request request) {
    Id id = id(request.name("id"));
    Data body = Paging.object(request);
    String reason = body.text("reason");
    if (reason == null || reason.isBlank()) {
      throw Refusal.unreadable("missing-member", "\"reason\" must say why");
    }
    if (!(body.get("to") instanceof Long to)
        || to <= Step.DEFAULT_LIMIT
        || to > Content.Raised.MOST) {
      throw Refusal.caller(
          422,
          "bad-limit",
          "\"to\" must be a whole number of signals above %d, at most %d"
              .formatted(Step.DEFAULT_LIMIT, Content.Raised.MOST));
    }
    known(id);
    staff.say(
        id,
        Data.of(
            "type",
            "corrected",
            "limit",
            to,
            "why",
            reason,
            "by",
            Paging.by(body, request.caller())));
    return Answer.ok(shape(known(id)));
  }

  /** The facts that do not know all that ever happened, with since when they do. */
  private static Data completeFrom(CustomerView view) {
    Data.Builder data = new Data.Builder();
    view.completeFrom().forEach((fact, from) -> data.put(fact, from.toString()));
    return data.build();
  }

  private Data shape(CustomerView view) {
    Playbook playbook = engine.playbook().orElse(null);
    Data.Builder data =
        new Data.Builder()
            .put("id", view.id().toString())
            .put("at", view.at().toString())
            .put(
                "ids",
                view.identity().members().stream().map(each -> each.id().toString()).toList())
            .put("periods", periods(view.identity()))
            .put("links", view.links().stream().map(CustomerApi::link).toList())
            .put("traits", view.traits())
            .put("facts", Shapes.values(view.facts()))
            .put("goals", view.goals().stream().map(Shapes::goal).toList())
            .put("segments", segments(view))
            .put("moments", moments(view, playbook))
            .put("completeFrom", completeFrom(view))
            .put("setAside", view.setAside())
            .put("objects", view.objects())
            .put("playbookVersion", view.version());
    return data.build();
  }

  private static List<Data> segments(CustomerView view) {
    List<Data> segments = new ArrayList<>();
    view.segments()
        .forEach((name, since) -> segments.add(Data.of("name", name, "since", since.toString())));
    return segments;
  }

  private static List<Data> moments(CustomerView view, @Nullable Playbook playbook) {
    return view.moments().stream()
        .filter(moment -> moment.state() == MomentView.State.OPEN)
        .map(moment -> Shapes.moment(moment, playbook))
        .toList();
  }

  /** Devices that are theirs for a while only. */
  private static List<Data> periods(Identity identity) {
    List<Data> periods = new ArrayList<>();
    for (Identity.Member member : identity.members()) {
      for (Interval interval : member.intervals()) {
        if (!interval.equals(Interval.WHOLE)) {
          Data.Builder period = new Data.Builder().put("id", member.id().toString());
          Shapes.put(period, "from", interval.from() == null ? null : interval.from().at());
          Shapes.put(period, "until", interval.until() == null ? null : interval.until().at());
          periods.add(period.build());
        }
      }
    }
    return periods;
  }

  private static Data link(Link link) {
    Data.Builder data =
        new Data.Builder()
            .put("first", link.first().toString())
            .put("second", link.second().toString())
            .put("how", Shapes.word(link.how()))
            .put("joins", link.joins())
            .put("at", link.at().at().toString())
            .put("source", link.at().signal().source())
            .put("messageId", link.at().signal().messageId());
    if (!link.by().isEmpty()) {
      data.put("by", link.by());
    }
    return data.build();
  }

  static Data signal(StoredSignal signal) {
    Data.Builder data =
        new Data.Builder()
            .put("source", signal.id().source())
            .put("messageId", signal.id().messageId())
            .put("kind", signal.kind().word())
            .put("of", signal.sender().toString())
            .put("occurredAt", signal.occurredAt().toString())
            .put("receivedAt", signal.receivedAt().toString())
            .put("origin", Shapes.word(signal.origin()));
    Shapes.put(data, "name", signal.name());
    return data.put("message", Json.read(signal.body())).build();
  }
}
