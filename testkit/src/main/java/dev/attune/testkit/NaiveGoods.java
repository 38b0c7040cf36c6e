package dev.attune.testkit;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Signal;
import dev.attune.playbook.Good;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Scope;
import dev.attune.step.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Whether good came of moments and gestures, looked for anew with every signal. */
final class NaiveGoods {
  private final Playbook playbook;
  private final Instant from;
  private final List<Moment> moments;
  private final BiConsumer<Cause, Change> say;

  NaiveGoods(Playbook playbook, Instant from, List<Moment> moments, BiConsumer<Cause, Change> say) {
    this.playbook = playbook;
    this.from = from;
    this.moments = moments;
    this.say = say;
  }

  /** What a rule's good is called among what holds. */
  static String watch(MomentRule rule) {
    return "good " + rule.name();
  }

  /** A signal may be good for what waits. */
  void by(Signal signal, Scope scope) {
    Cause cause = new Cause.BySignal(signal.id(), signal.address());
    for (MomentRule rule : playbook.rules()) {
      Good good = playbook.care().goodOf(rule.name());
      better(rule, cause, await -> comes(good, signal, scope, await.since()));
    }
  }

  private static boolean comes(Good good, Signal signal, Scope scope, Instant since) {
    return switch (good) {
      case Good.Returned returned -> {
        boolean session = List.of("Page", "Screen", "Application Opened").contains(signal.event());
        Duration passed = Duration.between(since, signal.occurredAt());
        yield signal.event().equals("Order Completed")
            || (session && passed.compareTo(Duration.ofMinutes(30)) >= 0);
      }
      case Good.Came came ->
          signal.event().equals(came.event())
              && came.where().map(where -> where.test(scope).holds()).orElse(true);
      case Good.Became became -> false;
    };
  }

  /** What is good has come true. */
  void all(MomentRule rule, Cause cause) {
    better(rule, cause, await -> true);
  }

  /** What is good may be true already. */
  void already(MomentRule rule, Cause cause, Map<String, Boolean> holds) {
    if (holds.getOrDefault(watch(rule), false)) {
      all(rule, cause);
    }
  }

  private void better(MomentRule rule, Cause cause, Predicate<Moment.Await> comes) {
    if (cause.at().isBefore(from)) {
      return;
    }
    Duration within = playbook.care().goodOf(rule.name()).within();
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      boolean inTime = cause.at().isBefore(moment.openedAt().plus(within));
      if (!moment.rule().equals(rule.name()) || !inTime) {
        continue;
      }
      List<Moment.Await> rest = new ArrayList<>();
      for (Moment.Await await : moment.awaits()) {
        if (comes.test(await)) {
          say.accept(cause, new Change.Good(rule.name(), moment.id(), await.gesture()));
        } else {
          rest.add(await);
        }
      }
      moments.set(i, with(moment, rest));
    }
  }

  /** Something was done in a moment, or was not after all. */
  void gesture(Content.Gesture gesture, Cause cause, Map<String, Boolean> holds) {
    String id = gesture.properties().text("gesture");
    boolean chosen = Boolean.TRUE.equals(gesture.properties().get("chosen"));
    boolean undone = "undone".equals(gesture.properties().text("state"));
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      if (id == null || !(chosen || undone) || !moment.id().equals(gesture.moment())) {
        continue;
      }
      MomentRule rule = playbook.rule(moment.rule()).orElse(null);
      List<Moment.Await> awaits = new ArrayList<>(moment.awaits());
      awaits.removeIf(await -> Objects.equals(await.gesture(), id));
      if (chosen && !undone && rule != null && isInTime(moment, cause)) {
        awaits.add(new Moment.Await(id, cause.at()));
      }
      moments.set(i, with(moment, awaits));
      if (rule != null) {
        already(rule, cause, holds);
      }
    }
  }

  private boolean isInTime(Moment moment, Cause cause) {
    Duration within = playbook.care().goodOf(moment.rule()).within();
    return cause.at().isBefore(moment.openedAt().plus(within));
  }

  private static Moment with(Moment moment, List<Moment.Await> awaits) {
    return new Moment(
        moment.id(),
        moment.rule(),
        moment.key(),
        moment.cause(),
        moment.expires(),
        moment.triggers(),
        moment.lastTrigger(),
        moment.takenBy(),
        moment.closing(),
        awaits);
  }
}
