package dev.attune.testkit;

import dev.attune.customer.Content;
import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.step.Moment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is plain of moments. */
final class NaiveMoments {
  private NaiveMoments() {}

  /** Whether a person says that a moment of a rule is there. */
  static boolean isSaid(MomentRule rule, Signal signal) {
    return signal.content() instanceof Content.Observed observed
        && !signal.origin().isHearsay()
        && rule.name().equals(observed.properties().text("moment"));
  }

  /** Whether the customer objects to being served, with a signal. */
  static boolean objects(Signal signal, boolean before) {
    boolean isWord =
        signal.content() instanceof Content.Consent consent
            && consent.purpose() == Content.Consent.Purpose.SERVE;
    return isWord ? !((Content.Consent) signal.content()).given() : before;
  }

  static @Nullable String key(MomentRule rule, Signal signal) {
    return rule.per() == null ? null : NaiveKeys.of(signal, rule.per());
  }

  static boolean isOf(Moment moment, MomentRule rule, @Nullable String key) {
    return moment.rule().equals(rule.name())
        && (rule.per() == null || Objects.equals(moment.key(), key));
  }

  static Moment with(
      Moment moment,
      int triggers,
      Instant lastTrigger,
      @Nullable String takenBy,
      Moment.@Nullable Closing closing) {
    return new Moment(
        moment.id(),
        moment.rule(),
        moment.key(),
        moment.cause(),
        moment.expires(),
        triggers,
        lastTrigger,
        takenBy,
        closing,
        moment.awaits());
  }

  /** Whether a rule's reason is so or not at every instant. */
  static boolean isTracked(MomentRule rule) {
    return switch (rule.trigger()) {
      case Trigger.Becomes becomes -> true;
      case Trigger.Near near -> true;
      case Trigger.When when -> false;
      case Trigger.Silence silence -> false;
      case Trigger.Sequence sequence -> false;
    };
  }
}
