package dev.attune.server;

import dev.attune.care.Spent;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Choice;
import dev.attune.engine.Chooser;
import dev.attune.engine.Deed;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.Grace;
import dev.attune.engine.Page;
import dev.attune.playbook.MomentRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Giving: what fits, choosing it, and what becomes of it. */
final class GraceApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Access SEEN = Access.bearer(Scope.READ).andFrontLine();
  private static final Access HANDLE = Access.bearer(Scope.HANDLE).andFrontLine();

  private final Engine engine;
  private final Giving giving;

  GraceApi(Engine engine, Giving giving) {
    this.engine = engine;
    this.giving = giving;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/customers/{id}/offers", HANDLE, this::offers),
        Route.get("/api/customers/{id}/gestures", SEEN, this::ofCustomer),
        Route.get("/api/budget", HANDLE, this::budget),
        Route.post("/api/gestures", HANDLE, this::choose),
        Route.post("/api/moments", HANDLE, this::happening),
        Route.get("/api/gestures", READ, this::list),
        Route.get("/api/gestures/{id}", HANDLE, this::one),
        Route.post("/api/gestures/{id}/undo", HANDLE, request -> turn(request, Deed.Way.UNDO)),
        Route.post(
            "/api/gestures/{id}/confirm", HANDLE, request -> turn(request, Deed.Way.CONFIRM)),
        Route.post("/api/gestures/{id}/fail", HANDLE, request -> turn(request, Deed.Way.FAIL)),
        Route.post("/api/gestures/{id}/ask", HANDLE, request -> ask(request, true)),
        Route.post("/api/gestures/{id}/unask", HANDLE, request -> ask(request, false)),
        Route.post("/api/gestures/{id}/take", HANDLE, this::take),
        Route.get("/api/asks", HANDLE, this::asks));
  }

  private Answer offers(Request request) {
    Id customer = CustomerApi.id(request.name("id"));
    Optional<String> moment = request.parameter("moment");
    Chooser by = giving.chooser(request);
    Grace.Offers offers = giving.offers(request, customer, moment, by);
    Data.Builder data = new Data.Builder().put("customer", offers.customer().toString());
    moment.ifPresent(id -> data.put("moment", id));
    offers.kind().ifPresent(kind -> words(data, kind));
    Money.currency(engine).ifPresent(each -> data.put("currency", each.getCurrencyCode()));
    data.put("by", GraceShapes.chooser(by));
    data.put("objects", offers.objects());
    data.put("offers", offers.offers().stream().map(GraceShapes::offer).toList());
    Data.Builder other = new Data.Builder().put("option", Choice.What.SOMETHING_ELSE);
    offers.left().ifPresent(left -> other.put("upTo", Money.text(left)));
    data.put("somethingElse", other.build());
    return Answer.ok(
        data.put("limits", GraceShapes.limits(by.allowance(), offers.spent())).build());
  }

  /** First the person: what they feel, and what to say. */
  private void words(Data.Builder data, String kind) {
    data.put("kind", kind);
    engine
        .playbook()
        .flatMap(playbook -> playbook.rule(kind))
        .map(MomentRule::words)
        .ifPresent(words -> {
          words.title().ifPresent(title -> data.put("title", title));
          words.feels().ifPresent(feels -> data.put("feels", feels));
          words.say().ifPresent(say -> data.put("say", say));
        });
  }

  private Answer budget(Request request) {
    Actor actor = Actors.of(request);
    Budgets budgets = giving.budgets();
    Chooser by = budgets.chooser(actor);
    Spent spent = engine.grace().spent(by);
    Data.Builder data = new Data.Builder();
    Money.currency(engine).ifPresent(each -> data.put("currency", each.getCurrencyCode()));
    data.put("by", GraceShapes.chooser(by));
    data.put("limits", GraceShapes.limits(by.allowance(), spent));
    boolean lowered = budgets.tomorrow(by, actor).isTighterThan(by.allowance());
    if (lowered) {
      data.put("fromTomorrow", GraceShapes.limits(budgets.tomorrow(by, actor), Spent.NOTHING));
    }
    return Answer.ok(data.build());
  }

  private Answer choose(Request request) {
    Data body = ChoiceReader.body(request);
    List<GestureView> became = giving.choose(request, body);
    return Answer.ok(
        body.get("customers") != null
            ? Data.of("gestures", became.stream().map(this::shape).toList())
            : shape(became.getFirst()));
  }

  private Answer happening(Request request) {
    List<Data> moments = new ArrayList<>();
    giving
        .happened(request, ChoiceReader.body(request))
        .forEach((customer, moment) ->
            moments.add(Data.of("customer", customer.toString(), "moment", moment)));
    return Answer.ok(Data.of("moments", moments));
  }

  private Answer list(Request request) {
    int limit = request.number("limit", 100, Paging.MOST);
    Optional<String> cursor = request.parameter("cursor");
    Optional<String> giver = request.parameter("by");
    Optional<String> moment = request.parameter("moment").filter(GraceApi::isMoment);
    Grace grace = engine.grace();
    Page<GestureView> page =
        moment
            .map(id -> grace.ofMoment(id, cursor, limit))
            .or(() -> giver.map(name -> grace.byGiver(name, cursor, limit)))
            .orElseGet(() -> grace.gestures(cursor, limit));
    return Answer.ok(Shapes.page("gestures", page, this::shape));
  }

  private static boolean isMoment(String text) {
    if (!text.matches("[0-9a-f]{32}")) {
      throw Refusal.unreadable("bad-parameter", "moment=%s: no moment's id".formatted(text));
    }
    return true;
  }

  private Answer ofCustomer(Request request) {
    Id customer = CustomerApi.id(request.name("id"));
    giving.checkSeen(request, List.of(customer));
    return Answer.ok(
        Data.of(
            "gestures", engine.grace().ofCustomer(customer).stream().map(this::shape).toList()));
  }

  /** A gesture, with what became of the customer. */
  private Answer one(Request request) {
    GestureView gesture = giving.named(request);
    Grace.Sequel sequel = engine.grace().sequel(gesture);
    Data.Builder became = new Data.Builder().put("known", sequel.isKnown());
    became.put("good", sequel.goodAt().isPresent());
    sequel.goodAt().ifPresent(at -> became.put("goodAt", at.toString()));
    sequel.said().ifPresent(said -> became.put("said", CustomerApi.signal(said)));
    Data.Builder data = new Data.Builder();
    shape(gesture).forEach(data::put);
    return Answer.ok(data.put("sequel", became.build()).build());
  }

  private Answer turn(Request request, Deed.Way way) {
    return Answer.ok(shape(giving.turn(request, Paging.object(request), way)));
  }

  private Answer ask(Request request, boolean stands) {
    return Answer.ok(shape(giving.ask(request, stands)));
  }

  private Answer take(Request request) {
    return Answer.ok(shape(giving.take(request, Paging.object(request))));
  }

  private Answer asks(Request request) {
    Giving.Asks asks = giving.asks(request, request.number("limit", 100, Paging.MOST));
    Data.Builder data =
        new Data.Builder()
            .put("onDuty", asks.onDuty())
            .put("asks", asks.asks().items().stream().map(this::shape).toList());
    asks.asks().next().ifPresent(next -> data.put("next", next));
    return Answer.ok(data.build());
  }

  private Data shape(GestureView gesture) {
    return GraceShapes.gesture(gesture);
  }
}
