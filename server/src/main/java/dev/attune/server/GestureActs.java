package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.ActQueue;
import dev.attune.delivery.DueAct;
import dev.attune.engine.Acts;
import dev.attune.engine.Choice;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.GestureView.Sending;
import dev.attune.playbook.Act;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The gestures that others carry out, as delivery sends them. */
final class GestureActs implements ActQueue {
  private final Engine engine;
  private final Acts acts;
  private final InstantSource clock;

  /** What had changed when it was asked last what is due; one thread asks. */
  private long seen;

  GestureActs(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.acts = engine.grace().acts();
    this.clock = clock;
  }

  @Override
  public List<DueAct> due(Instant now, int limit, BiPredicate<String, String> wanted) {
    // Before what is due is read, so that nothing comes unseen between.
    seen = acts.changes();
    return acts
        .due(now, limit, gesture -> wanted.test(gesture.id(), webhook(gesture.act())))
        .stream()
        .map(this::act)
        .toList();
  }

  private DueAct act(GestureView gesture) {
    boolean isMessage = gesture.act() instanceof Act.Message;
    Instant chosenAt = gesture.choice().at();
    return new DueAct(
        gesture.id(),
        webhook(gesture.act()),
        isMessage ? "message.chosen" : "gesture.chosen",
        chosenAt,
        gesture.heldUntil().orElse(chosenAt),
        told(gesture),
        gesture.sending().map(Sending::tries).orElse(0));
  }

  private static String webhook(Act act) {
    return switch (act) {
      case Act.Webhook(String name) -> name;
      case Act.Message(String text, String through) -> through;
      case Act.Task task -> throw new IllegalStateException("people do tasks");
      case Act.Myself myself -> throw new IllegalStateException("it is done");
    };
  }

  /** The same at every try: nothing in it changes once it is chosen. */
  private Data told(GestureView gesture) {
    Choice choice = gesture.choice();
    Data.Builder data =
        new Data.Builder()
            .put("gesture", gesture.id())
            .put("customer", gesture.customer().toString())
            .put("option", choice.what().option())
            .put("title", gesture.title())
            .put("cost", Money.text(gesture.cost()));
    Money.currency(engine).ifPresent(each -> data.put("currency", each.getCurrencyCode()));
    if (gesture.act() instanceof Act.Message message) {
      data.put("text", message.text());
    }
    data.put("by", choice.by().name()).put("auto", choice.by().isAuto());
    choice.by().team().ifPresent(team -> data.put("team", team));
    choice.moment().ifPresent(moment -> data.put("moment", moment));
    gesture.kind().ifPresent(kind -> data.put("kind", kind));
    return data.build();
  }

  @Override
  public void delivered(String id, Instant at) {
    acts.delivered(id, at);
  }

  @Override
  public void tryAgain(String id, Instant next, String problem) {
    acts.again(id, next, problem);
  }

  @Override
  public void failed(String id, Instant at, String problem) {
    acts.failed(id, at, problem);
  }

  @Override
  public void await(Duration most) {
    Instant now = clock.instant();
    Optional<Duration> next = acts.nextDue(now).map(due -> Duration.between(now, due));
    boolean unused = acts.await(seen, next.filter(each -> each.compareTo(most) < 0).orElse(most));
  }
}
