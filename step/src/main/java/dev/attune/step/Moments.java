package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Content;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import dev.attune.playbook.BuiltIn;
import dev.attune.playbook.MomentRule;
import dev.attune.step.Moment.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens, renews and closes the moments of one customer. Before the line from which this playbook
 * version decides it does nothing at all: what earlier versions said stays said. Mutable; one
 * thread.
 */
final class Moments {
  /** Long enough that an adoption finds what was closed by a signal ahead of its time. */
  private static final long REMEMBERED = Duration.ofMinutes(10).toMillis();

  private static final String GESTURE = "gesture";
  private static final String STATE = "state";
  private static final String CHOSEN = "chosen";
  private static final String UNDONE = "undone";

  private static final List<String> SETTLED = List.of("delivered", UNDONE);

  private final State state;
  private final Effects effects;
  private final EvidenceMaker evidence;

  Moments(State state, Effects effects, EvidenceMaker evidence) {
    this.state = state;
    this.effects = effects;
    this.evidence = evidence;
  }

  /** The reason of {@code rule} came: opens a moment, or adds to the one that is open. */
  void trigger(MomentRule rule, @Nullable String key, Cause cause, Supplier<Evidence> because) {
    if (state.moments.isOpen(rule, key)
        || state.moments.restsUntil(rule, key) <= cause.at().toEpochMilli()) {
      open(rule, key, cause, because);
    }
  }

  /** As {@link #trigger}, however short it is since the last one closed. */
  void open(MomentRule rule, @Nullable String key, Cause cause, Supplier<Evidence> because) {
    Instant at = cause.at();
    if (isBeforeLine(at) || state.setAside || state.objects) {
      return;
    }
    int open = state.moments.indexOfOpen(rule, key);
    if (open >= 0) {
      Moment moment = state.moments.get(open);
      state.moments.replace(open, moment.renewed(at));
      effects.add(cause, new Change.Renewed(rule.name(), moment.id()), because);
      return;
    }
    if (state.moments.areMany()) {
      forget();
    }
    Effect opened = effects.add(cause, new Change.Opened(rule.name(), key), because);
    Instant expires = at.plus(rule.expires());
    List<Await> itself = List.of(new Await(null, at));
    state.moments.add(
        new Moment(opened.id(), rule.name(), key, cause, expires, 1, at, null, null, itself));
    betterAlready(rule, cause);
  }

  /** Good may have come by a signal, for everything of these rules that waits for it. */
  void better(View view, int[] rules) {
    boolean isAwaited = false;
    for (int rule : rules) {
      isAwaited |= state.moments.awaitsGood(rule);
    }
    for (int i = 0; isAwaited && i < state.moments.size(); i++) {
      int rule = state.moments.rule(i);
      if (rule != MomentList.NO_RULE && state.moments.awaitsGood(rule)) {
        GoodPlan good = state.plan.good(rule);
        better(i, good, await -> good.comes(view, await), view::signalAsCause);
      }
    }
  }

  /** Good has come for all moments of a rule. */
  void better(MomentRule rule, Cause cause) {
    GoodPlan good = state.plan.good(rule.index());
    for (int i = 0; state.moments.awaitsGood(rule.index()) && i < state.moments.size(); i++) {
      if (state.moments.rule(i) == rule.index()) {
        better(i, good, await -> true, () -> cause);
      }
    }
  }

  /** What good is of a rule may be so already. */
  private void betterAlready(MomentRule rule, Cause cause) {
    int watch = state.plan.good(rule.index()).watch();
    if (watch >= 0 && state.holds(watch)) {
      better(rule, cause);
    }
  }

  private void better(int index, GoodPlan good, Predicate<Await> comes, Supplier<Cause> supplied) {
    Moment moment = state.moments.get(index);
    List<Await> met = moment.awaits().stream().filter(comes).toList();
    if (met.isEmpty()) {
      return;
    }
    Cause cause = supplied.get();
    if (isBeforeLine(cause.at()) || !cause.at().isBefore(good.until(moment))) {
      return;
    }
    List<Await> rest = new ArrayList<>(moment.awaits());
    rest.removeAll(met);
    state.moments.replace(index, moment.awaiting(rest));
    for (Await await : met) {
      Change change = new Change.Good(moment.rule(), moment.id(), await.gesture());
      effects.add(cause, change, evidence::none);
    }
  }

  /** What opened moments of {@code rule} is no longer so. */
  void reasonGone(MomentRule rule, @Nullable String key, Cause cause, Supplier<Evidence> because) {
    int open = state.moments.indexOfOpen(rule, key);
    if (open >= 0) {
      close(open, cause, Ending.REASON_GONE, because);
    }
  }

  /** What was promised is delivered after all, or undone: it is at risk no more. */
  void keep(Content.Gesture gesture, Cause cause) {
    String id = gesture.properties().text(GESTURE);
    String now = gesture.properties().text(STATE);
    if (id != null && now != null && SETTLED.contains(now)) {
      state
          .plan
          .rule(BuiltIn.PROMISE_AT_RISK.word())
          .ifPresent(rule -> reasonGone(rule, id, cause, evidence::none));
    }
    String moment = gesture.moment();
    if (id != null && moment != null && !isBeforeLine(cause.at())) {
      boolean chosen = Boolean.TRUE.equals(gesture.properties().get(CHOSEN));
      boolean undone = UNDONE.equals(now);
      for (int i = 0; (chosen || undone) && i < state.moments.size(); i++) {
        if (state.moments.get(i).id().equals(moment)) {
          await(i, id, cause, chosen && !undone);
        }
      }
    }
  }

  /** Something was done in a moment, or was not after all. */
  private void await(int index, String gesture, Cause cause, boolean done) {
    Moment moment = state.moments.get(index);
    MomentRule rule = state.plan.rule(moment.rule()).orElse(null);
    List<Await> awaits = new ArrayList<>(moment.awaits());
    awaits.removeIf(await -> gesture.equals(await.gesture()));
    boolean inTime =
        rule != null && cause.at().isBefore(state.plan.good(rule.index()).until(moment));
    if (done && inTime && awaits.size() < Moment.MOST_AWAITS) {
      awaits.add(new Await(gesture, cause.at()));
    }
    state.moments.replace(index, moment.awaiting(awaits));
    if (rule != null) {
      betterAlready(rule, cause);
    }
  }

  /** A person did something with a moment. */
  void handle(Content.Handled handled, Cause cause) {
    for (int i = 0; i < state.moments.size(); i++) {
      Moment moment = state.moments.get(i);
      if (moment.isOpen() && moment.id().equals(handled.moment()) && !isBeforeLine(cause.at())) {
        switch (handled.act()) {
          case TAKE -> state.moments.replace(i, moment.taken(handled.by()));
          case HAND_OVER -> state.moments.replace(i, moment.taken(null));
          case CLOSE -> close(i, cause, Ending.CLOSED, evidence::none);
          case DISMISS -> close(i, cause, Ending.DISMISSED, evidence::none);
        }
      }
    }
  }

  /** Closes what nobody acted on in time. */
  void expire(long due) {
    for (int i = 0; i < state.moments.size(); i++) {
      if (state.moments.expiry(i) <= due) {
        Cause cause = new Cause.ByTime(Instant.ofEpochMilli(due), state.moments.get(i).origin());
        close(i, cause, Ending.EXPIRED, evidence::none);
      }
    }
  }

  /** Closes everything, because the customer is set aside. */
  void setAside(Cause cause) {
    closeAll(cause, Ending.SET_ASIDE);
  }

  /** Closes everything, because the customer objects to being served. */
  void object(Cause cause) {
    closeAll(cause, Ending.OBJECTED);
  }

  private void closeAll(Cause cause, Ending ending) {
    for (int i = 0; i < state.moments.size(); i++) {
      if (state.moments.isOpen(i)) {
        close(i, cause, ending, evidence::none);
      }
    }
  }

  /** Takes over what earlier versions opened: what has no rule or no reason any more closes. */
  void crossLine(WatchReader watches) {
    Cause cause = new Cause.ByAdoption(Instant.ofEpochMilli(state.from), state.plan.version);
    for (int i = 0; i < state.moments.size(); i++) {
      Moment moment = state.moments.get(i);
      if (!moment.isOpen()) {
        continue;
      }
      Optional<MomentRule> rule = state.plan.rule(moment.rule());
      if (state.setAside) {
        close(i, cause, Ending.SET_ASIDE, evidence::none);
      } else if (state.objects) {
        close(i, cause, Ending.OBJECTED, evidence::none);
      } else if (rule.isEmpty()) {
        close(i, cause, Ending.RULE_REMOVED, evidence::none);
      } else if (watches.hasLostReason(rule.get())) {
        close(i, cause, Ending.REASON_GONE, evidence::none);
      }
    }
  }

  /** Lets go of closed moments that can matter no more. */
  void forget() {
    if (!state.moments.isEmpty() && state.crossedLine) {
      long clock = state.clock();
      state.moments.keep(index -> isRemembered(index, clock));
    }
  }

  /** Asks what a moment's rule holds at present. */
  interface WatchReader {
    /** Whether the rule is a condition or date that does not hold now. */
    boolean hasLostReason(MomentRule rule);
  }

  private boolean isRemembered(int index, long clock) {
    Moment moment = state.moments.get(index);
    Moment.Closing closing = moment.closing();
    if (closing == null) {
      return true;
    }
    int rule = state.moments.rule(index);
    boolean isKnown = rule != MomentList.NO_RULE;
    long rest = isKnown ? state.plan.rules.get(rule).againAfter().toMillis() : 0;
    return closing.at().toEpochMilli() + Math.max(rest, REMEMBERED) > clock
        || (isKnown && state.plan.good(rule).until(moment).toEpochMilli() > clock);
  }

  private void close(int index, Cause cause, Ending ending, Supplier<Evidence> because) {
    if (isBeforeLine(cause.at())) {
      return;
    }
    Moment moment = state.moments.get(index);
    state.moments.replace(index, moment.closed(cause.at(), ending));
    effects.add(cause, new Change.Closed(moment.rule(), moment.id(), ending), because);
  }

  private boolean isBeforeLine(Instant at) {
    return at.toEpochMilli() < state.from;
  }
}
