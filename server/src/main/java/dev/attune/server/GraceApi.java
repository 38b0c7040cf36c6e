package dev.attune.server;

import dev.attune.care.Spent;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Choice;
import dev.attune.engine.Chooser;
import dev.attune.engine.Deed;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.GestureView.State;
import dev.attune.engine.Grace;
import dev.attune.engine.Page;
import dev.attune.playbook.MomentRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Giving: what fits, choosing it, and what becomes of it. */
final class GraceApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Access SEEN = Access.bearer(Scope.READ).andFrontLine();
  private static final Access HANDLE = Access.bearer(Scope.HANDLE).andFrontLine();

  private final Engine engine;
  private final Budgets budgets;
  private final ChoiceReader reader;
  private final MetReader met;
  private final Happening happening;
  private final InstantSource clock;

  GraceApi(Engine engine, Staff staff, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    budgets = new Budgets(engine, clock);
    reader = new ChoiceReader(engine, clock);
    met = new MetReader(engine, staff);
    happening = new Happening(engine, staff);
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
    checkSeen(request, List.of(customer));
    Actor actor = Actors.of(request);
    Optional<String> moment = request.parameter("moment");
    moment.ifPresent(id -> reader.checkMoment(id, customer));
    Chooser by = budgets.chooser(actor);
    Grace.Offers offers = engine.grace().offers(customer, moment, by);
    Data.Builder data = new Data.Builder().put("customer", offers.customer().toString());
    moment.ifPresent(id -> data.put("moment", id));
    offers.kind().ifPresent(kind -> words(data, kind));
    Money.currency(engine).ifPresent(each -> data.put("currency", each.getCurrencyCode()));
    data.put("by", GraceShapes.chooser(by));
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
    String id = ChoiceReader.id(body);
    Chooser by = budgets.chooser(Actors.of(request, body));
    boolean isOfMany = body.get("customers") != null;
    reader.what(body);
    List<Id> customers = customers(request, body, by);
    boolean isSaid = body.get("moment") == null && Happening.isSaid(body);
    Map<Id, String> opened = isSaid ? happening.open(customers, body, id, by.name()) : Map.of();
    List<Choice> choices = new ArrayList<>();
    for (Id customer : customers) {
      Optional<String> moment =
          Optional.ofNullable(opened.get(customer)).or(() -> reader.moment(body, customer));
      String gesture = ChoiceReader.idOf(id, customer, isOfMany);
      choices.add(reader.choice(body, gesture, customer, moment, by));
    }
    List<GestureView> became = engine.grace().choose(choices);
    for (int i = 0; i < choices.size(); i++) {
      ChoiceReader.checkSame(choices.get(i), became.get(i).choice());
    }
    return Answer.ok(
        isOfMany
            ? Data.of("gestures", became.stream().map(this::shape).toList())
            : shape(became.getFirst()));
  }

  /** Whom a body names, or somebody new whom it describes; all known, and in sight. */
  private List<Id> customers(Request request, Data body, Chooser by) {
    List<Id> customers =
        met.read(body, ChoiceReader.id(body), by.team())
            .map(List::of)
            .orElseGet(() -> reader.customers(body));
    engine.grace().strangers(customers).stream()
        .findFirst()
        .ifPresent(stranger -> {
          throw stranger(stranger);
        });
    checkSeen(request, customers);
    return customers;
  }

  private static Refusal stranger(Id id) {
    return Refusal.absent(
        "no-such-customer",
        "no signal ever named %s; describe somebody new in \"met\"".formatted(id));
  }

  /** Who is out of the caller's sight is as unknown to them as who never was. */
  private void checkSeen(Request request, List<Id> customers) {
    Sight sight = Sight.of(request, engine);
    for (Id customer : customers) {
      if (!sees(sight, customer)) {
        throw stranger(customer);
      }
    }
  }

  private boolean sees(Sight sight, Id customer) {
    return !sight.isBounded()
        || engine.customer(customer).map(view -> sight.sees(view.traits())).orElse(false);
  }

  /** Opens a moment that a person says is there, for one customer or several. */
  private Answer happening(Request request) {
    Data body = ChoiceReader.body(request);
    String id = ChoiceReader.id(body);
    if (!Happening.isSaid(body)) {
      throw Refusal.unreadable(
          "missing-member", "\"kind\" names a moment, or \"happening\" says it in words");
    }
    Chooser by = budgets.chooser(Actors.of(request, body));
    List<Id> customers = customers(request, body, by);
    List<Data> moments = new ArrayList<>();
    happening
        .open(customers, body, id, by.name())
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
    checkSeen(request, List.of(customer));
    return Answer.ok(
        Data.of(
            "gestures", engine.grace().ofCustomer(customer).stream().map(this::shape).toList()));
  }

  /** A gesture, with what became of the customer. */
  private Answer one(Request request) {
    GestureView gesture = named(request);
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
    GestureView was = named(request);
    Data body = Paging.object(request);
    String by = Actors.of(request, body).name();
    Optional<String> why = Optional.ofNullable(body.text("why"));
    why.filter(text -> text.length() > Choice.LONGEST_WORDS)
        .ifPresent(text -> {
          throw Refusal.unreadable("bad-value", "\"why\" has more than 500 characters");
        });
    GestureView is = engine.grace().turn(was.id(), way, by, why).orElseThrow();
    State wanted =
        switch (way) {
          case UNDO -> State.UNDONE;
          case CONFIRM -> State.DELIVERED;
          case FAIL -> State.FAILED;
        };
    if (is.state() != wanted) {
      throw Refusal.caller(
          409,
          "not-possible",
          switch (way) {
            case UNDO -> "only what is held can be undone; it is " + Shapes.word(is.state());
            case CONFIRM -> "only a promise can be kept; it is " + Shapes.word(is.state());
            case FAIL -> "only a promise can fail; it is " + Shapes.word(is.state());
          });
    }
    return Answer.ok(shape(is));
  }

  private Answer ask(Request request, boolean stands) {
    GestureView was = named(request);
    if (was.state() != State.REFUSED) {
      throw Refusal.caller(
          409,
          "not-possible",
          "only what was refused can be asked of others; it is " + Shapes.word(was.state()));
    }
    return Answer.ok(shape(engine.grace().ask(was.id(), stands).orElseThrow()));
  }

  private Answer take(Request request) {
    GestureView was = named(request);
    Chooser by = budgets.chooser(Actors.of(request, Paging.object(request)));
    GestureView is = engine.grace().take(was.id(), by).orElseThrow();
    if (is.state() == State.REFUSED) {
      boolean asked = is.asked().map(GestureView.Asked::stands).orElse(false);
      throw Refusal.caller(
          409,
          asked ? "beyond-budget" : "not-asked",
          asked ? "your budget does not cover it" : "it is not asked of others, or no longer");
    }
    return Answer.ok(shape(is));
  }

  /** What is asked of others that somebody who is on duty may take on. */
  private Answer asks(Request request) {
    Actor actor = Actors.of(request);
    Chooser by = budgets.chooser(actor);
    Instant now = clock.instant();
    boolean onDuty =
        engine
            .playbook()
            .flatMap(playbook ->
                playbook.care().teams().stream()
                    .filter(team -> by.team().map(team.name()::equals).orElse(false))
                    .findFirst())
            .map(team -> team.hours().covers(now, team.zone()))
            .orElse(true);
    Page<GestureView> page =
        engine
            .grace()
            .asked(request.parameter("cursor"), request.number("limit", 100, Paging.MOST));
    Sight sight = Sight.of(request, engine);
    List<Data> covered =
        page.items().stream()
            .filter(asked ->
                asked.choice().by().name().equals(by.name())
                    || (onDuty
                        && sees(sight, asked.customer())
                        && engine.grace().covers(asked, by)))
            .map(this::shape)
            .toList();
    Data.Builder data = new Data.Builder().put("onDuty", onDuty).put("asks", covered);
    page.next().ifPresent(next -> data.put("next", next));
    return Answer.ok(data.build());
  }

  private GestureView named(Request request) {
    String id = request.name("id");
    Sight sight = Sight.of(request, engine);
    return engine
        .grace()
        .gesture(id)
        .filter(gesture -> sees(sight, gesture.customer()))
        .orElseThrow(
            () -> Refusal.absent("no-such-gesture", "there is no gesture '%s'".formatted(id)));
  }

  private Data shape(GestureView gesture) {
    return GraceShapes.gesture(gesture);
  }
}
