package dev.attune.playbook;

import dev.attune.playbook.MomentRule.Tone;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.MomentRule.Words;
import dev.attune.playbook.Node.Scalar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moments that every playbook has. One that names such a moment says its words, options and team,
 * and what opens it only if that is to be something else.
 */
@SuppressWarnings("ImmutableEnumChecker") // Lists and words that nobody can change.
public enum BuiltIn {
  /**
   * Something that was promised to a customer failed, or is late: for each gesture by itself, until
   * it is delivered after all.
   */
  PROMISE_AT_RISK(
      "promise-at-risk",
      "signal.event == 'Gesture' && (signal.properties.state == 'failed'"
          + " || signal.properties.state == 'late')",
      List.of("gesture"),
      new Words(
          Optional.of("A promise is at risk"),
          Optional.of("let down a second time"),
          Optional.of(
              "We promised you something, and it has not reached you. I am seeing to it now.")),
      Duration.ofDays(30)),

  /** A person says in words what is happening to a customer. */
  SOMETHING_ELSE(
      "something-else",
      "signal.event == 'Observed' && signal.properties.moment == 'something-else'",
      null,
      new Words(Optional.of("Something else"), Optional.empty(), Optional.empty()),
      Duration.ofDays(7));

  private final String word;
  private final String when;
  private final @Nullable List<String> per;
  private final Words words;
  private final Duration expires;

  BuiltIn(String word, String when, @Nullable List<String> per, Words words, Duration expires) {
    this.word = word;
    this.when = when;
    this.per = per;
    this.words = words;
    this.expires = expires;
  }

  /** The name of its rule. */
  public String word() {
    return word;
  }

  /** The built-in moment of a name, or nothing. */
  static Optional<BuiltIn> of(String name) {
    return Arrays.stream(values()).filter(each -> each.word.equals(name)).findFirst();
  }

  /** What opens it where a playbook does not say. */
  Optional<Trigger> trigger(Conditions conditions) {
    Scalar text = new Scalar(0, 0, when, Node.Quoting.DOUBLE, "");
    return conditions
        .read(text, Place.WHEN)
        .map(condition -> new Trigger.When(condition, Optional.empty()));
  }

  /** By which property it tells moments apart where a playbook does not say. */
  Optional<List<String>> per() {
    return Optional.ofNullable(per);
  }

  /** The rule of a playbook that does not name it. */
  Optional<MomentRule> rule(int index, Conditions conditions) {
    return trigger(conditions)
        .map(trigger ->
            new MomentRule(
                index,
                word,
                trigger,
                per,
                Tone.TROUBLE,
                Duration.ZERO,
                expires,
                Duration.ZERO,
                words));
  }
}
