package dev.attune.server;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people do for customers, whether a page or a program asks: always in the name of whoever
 * asks, and only for whom they see.
 */
final class Giving {
  private final Engine engine;
  private final Budgets budgets;
  private final ChoiceReader reader;
  private final MetReader met;
  private final Happening happening;
  private final InstantSource clock;

  Giving(Engine engine, Staff staff, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    budgets = new Budgets(engine, clock);
    reader = new ChoiceReader(engine, clock);
    met = new MetReader(engine, staff);
    happening = new Happening(engine, staff);
  }

  Budgets budgets() {
    return budgets;
  }

  /** Who asks, as one who chooses. */
  Chooser chooser(Request request) {
    return budgets.chooser(Actors.of(request));
  }

  /** What somebody may do for a customer whom they see. */
  Grace.Offers offers(Request request, Id customer, Optional<String> moment, Chooser by) {
    checkSeen(request, List.of(customer));
    moment.ifPresent(id -> reader.checkMoment(id, customer));
    return engine.grace().offers(customer, moment, by);
  }

  /**
   * Books what a body says was chosen, for each customer it names.
   *
   * @throws Refusal if it names nothing, or somebody out of sight
   */
  List<GestureView> choose(Request request, Data body) {
    String id = ChoiceReader.id(body);
    Chooser by = budgets.chooser(Actors.of(request, body));
    boolean isOfMany = body.get("customers") != null;
    Choice.What what = reader.what(body);
    List<Id> customers = customers(request, body, by);
    boolean isSaid = body.get("moment") == null && Happening.isSaid(body);
    Map<Id, String> opened = isSaid ? happening.open(customers, body, id, by.name()) : Map.of();
    List<Choice> choices = new ArrayList<>();
    for (Id customer : customers) {
      Optional<String> moment =
          Optional.ofNullable(opened.get(customer)).or(() -> reader.moment(body, customer));
      String gesture = ChoiceReader.idOf(id, customer, isOfMany);
      choices.add(reader.choice(what, gesture, customer, moment, by));
    }
    List<GestureView> became = engine.grace().choose(choices);
    for (int i = 0; i < choices.size(); i++) {
      ChoiceReader.checkSame(choices.get(i), became.get(i).choice());
    }
    return became;
  }

  /** Opens a moment that a person says is there, for one customer or several. */
  Map<Id, String> happened(Request request, Data body) {
    String id = ChoiceReader.id(body);
    if (!Happening.isSaid(body)) {
      throw Refusal.unreadable(
          "missing-member", "\"kind\" names a moment, or \"happening\" says it in words");
    }
    Chooser by = budgets.chooser(Actors.of(request, body));
    List<Id> customers = customers(request, body, by);
    return happening.open(customers, body, id, by.name());
  }

  /** Whom a body names, or somebody new whom it describes; all known, and in sight. */
  List<Id> customers(Request request, Data body, Chooser by) {
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
  void checkSeen(Request request, List<Id> customers) {
    Sight sight = Sight.of(request, engine);
    for (Id customer : customers) {
      if (!sees(sight, customer)) {
        throw stranger(customer);
      }
    }
  }

  private boolean sees(Sight sight, Id customer) {
    return !sight.isBounded() || engine.traits(customer).map(sight::sees).orElse(false);
  }

  /** The gesture that a request names, if whoever asks sees the customer. */
  GestureView named(Request request) {
    String id = request.name("id");
    Sight sight = Sight.of(request, engine);
    return engine
        .grace()
        .gesture(id)
        .filter(gesture -> sees(sight, gesture.customer()))
        .orElseThrow(
            () -> Refusal.absent("no-such-gesture", "there is no gesture '%s'".formatted(id)));
  }

  /**
   * Says how a gesture goes on.
   *
   * @throws Refusal if it cannot, in the state in which it is
   */
  GestureView turn(Request request, Data body, Deed.Way way) {
    GestureView was = named(request);
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
    return is;
  }

  /** Asks others to do what was refused, or no longer does. */
  GestureView ask(Request request, boolean stands) {
    GestureView was = named(request);
    if (was.state() != State.REFUSED) {
      throw Refusal.caller(
          409,
          "not-possible",
          "only what was refused can be asked of others; it is " + Shapes.word(was.state()));
    }
    if (stands && !GestureRows.isAskable(was.reasons())) {
      throw Refusal.caller(
          409,
          "nobody-may",
          "why it was refused holds for everybody: neither another budget nor another role would do");
    }
    return engine.grace().ask(was.id(), stands).orElseThrow();
  }

  /** Takes on what somebody asks of others. */
  GestureView take(Request request, Data body) {
    GestureView was = named(request);
    Chooser by = budgets.chooser(Actors.of(request, body));
    GestureView is = engine.grace().take(was.id(), by).orElseThrow();
    if (is.state() == State.REFUSED) {
      boolean asked = is.asked().map(GestureView.Asked::stands).orElse(false);
      throw Refusal.caller(
          409,
          asked ? "beyond-budget" : "not-asked",
          asked ? "your budget does not cover it" : "it is not asked of others, or no longer");
    }
    return is;
  }

  /**
   * What is asked of others.
   *
   * @param onDuty whether whoever looks is at work, by their team's hours
   * @param asks what they ask themselves, and what their budget covers: whoever looks is there,
   *     whatever the hour, and nobody else may be
   */
  record Asks(boolean onDuty, Page<GestureView> asks) {}

  /** What is asked of others that whoever looks may take on. */
  Asks asks(Request request, int limit) {
    Chooser by = chooser(request);
    boolean onDuty = isOnDuty(by, clock.instant());
    Page<GestureView> page = engine.grace().asked(request.parameter("cursor"), limit);
    Sight sight = Sight.of(request, engine);
    List<GestureView> covered =
        page.items().stream()
            .filter(asked ->
                asked.choice().by().name().equals(by.name())
                    || (sees(sight, asked.customer()) && engine.grace().covers(asked, by)))
            .toList();
    return new Asks(onDuty, new Page<>(covered, page.next()));
  }

  /** Whether somebody is at work by their team's hours; who is in none always is. */
  boolean isOnDuty(Chooser by, Instant at) {
    return engine
        .playbook()
        .flatMap(playbook ->
            playbook.care().teams().stream()
                .filter(team -> by.team().map(team.name()::equals).orElse(false))
                .findFirst())
        .map(team -> team.hours().covers(at, team.zone()))
        .orElse(true);
  }
}
