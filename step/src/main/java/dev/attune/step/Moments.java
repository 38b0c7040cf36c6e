package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Content;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import dev.attune.playbook.MomentRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens, renews and closes the moments of one customer. Before the line from which this playbook
 * version decides it does nothing at all: what earlier versions said stays said. Mutable; one
 * thread.
 */
final class Moments {
  /** Long enough that an adoption finds what was closed by a signal ahead of its time. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

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
    Instant at = cause.at();
    if (isBeforeLine(at) || state.setAside) {
      return;
    }
    if (state.isOpen(rule, key)) {
      renew(rule, key, cause, because);
    } else if (state.restsUntil(rule, key) <= at.toEpochMilli()) {
      forget();
      Effect opened = effects.add(cause, new Change.Opened(rule.name(), key), because);
      Instant expires = at.plus(rule.expires());
      state.add(new Moment(opened.id(), rule.name(), key, cause, expires, 1, at, null, null));
    }
  }

  /** What opened moments of {@code rule} is no longer so. */
  void reasonGone(MomentRule rule, @Nullable String key, Cause cause, Supplier<Evidence> because) {
    if (!state.isOpen(rule, key)) {
      return;
    }
    for (int i = 0; i < state.moments().size(); i++) {
      Moment moment = state.moments().get(i);
      if (moment.isOpen() && moment.isOf(rule, key)) {
        close(i, cause, Ending.REASON_GONE, because);
      }
    }
  }

  /** A person did something with a moment. */
  void handle(Content.Handled handled, Cause cause) {
    for (int i = 0; i < state.moments().size(); i++) {
      Moment moment = state.moments().get(i);
      if (moment.isOpen() && moment.id().equals(handled.moment()) && !isBeforeLine(cause.at())) {
        switch (handled.act()) {
          case TAKE -> state.replace(i, moment.taken(handled.by()));
          case HAND_OVER -> state.replace(i, moment.taken(null));
          case CLOSE -> close(i, cause, Ending.CLOSED, evidence::none);
          case DISMISS -> close(i, cause, Ending.DISMISSED, evidence::none);
        }
      }
    }
  }

  /** Closes what nobody acted on in time. */
  void expire(long due) {
    for (int i = 0; i < state.moments().size(); i++) {
      Moment moment = state.moments().get(i);
      if (moment.isOpen() && moment.expires().toEpochMilli() <= due) {
        Cause cause = new Cause.ByTime(Instant.ofEpochMilli(due), moment.origin());
        close(i, cause, Ending.EXPIRED, evidence::none);
      }
    }
  }

  /** Closes everything, because the customer is set aside. */
  void setAside(Cause cause) {
    for (int i = 0; i < state.moments().size(); i++) {
      if (state.moments().get(i).isOpen()) {
        close(i, cause, Ending.SET_ASIDE, evidence::none);
      }
    }
  }

  /** Takes over what earlier versions opened: what has no rule or no reason any more closes. */
  void crossLine(WatchReader watches) {
    Cause cause = new Cause.ByAdoption(Instant.ofEpochMilli(state.from), state.plan.version);
    for (int i = 0; i < state.moments().size(); i++) {
      Moment moment = state.moments().get(i);
      if (!moment.isOpen()) {
        continue;
      }
      Optional<MomentRule> rule = state.plan.rule(moment.rule());
      if (state.setAside) {
        close(i, cause, Ending.SET_ASIDE, evidence::none);
      } else if (rule.isEmpty()) {
        close(i, cause, Ending.RULE_REMOVED, evidence::none);
      } else if (watches.hasLostReason(rule.get())) {
        close(i, cause, Ending.REASON_GONE, evidence::none);
      }
    }
  }

  /** Lets go of closed moments that can matter no more. */
  void forget() {
    if (!state.moments().isEmpty() && state.crossedLine) {
      Instant clock = Instant.ofEpochMilli(state.clock());
      state.keepMoments(moment -> isRemembered(moment, clock));
    }
  }

  /** Asks what a moment's rule holds at present. */
  interface WatchReader {
    /** Whether the rule is a condition or date that does not hold now. */
    boolean hasLostReason(MomentRule rule);
  }

  private boolean isRemembered(Moment moment, Instant clock) {
    Moment.Closing closing = moment.closing();
    if (closing == null) {
      return true;
    }
    Duration rest =
        state.plan.rule(moment.rule()).map(MomentRule::againAfter).orElse(Duration.ZERO);
    Duration remembered = rest.compareTo(REMEMBERED) > 0 ? rest : REMEMBERED;
    return closing.at().plus(remembered).isAfter(clock);
  }

  private void renew(
      MomentRule rule, @Nullable String key, Cause cause, Supplier<Evidence> because) {
    for (int i = 0; i < state.moments().size(); i++) {
      Moment moment = state.moments().get(i);
      if (moment.isOpen() && moment.isOf(rule, key)) {
        state.replace(i, moment.renewed(cause.at()));
        effects.add(cause, new Change.Renewed(rule.name(), moment.id()), because);
        return;
      }
    }
  }

  private void close(int index, Cause cause, Ending ending, Supplier<Evidence> because) {
    if (isBeforeLine(cause.at())) {
      return;
    }
    Moment moment = state.moments().get(index);
    state.replace(index, moment.closed(cause.at(), ending));
    effects.add(cause, new Change.Closed(moment.rule(), moment.id(), ending), because);
  }

  private boolean isBeforeLine(Instant at) {
    return at.toEpochMilli() < state.from;
  }
}
