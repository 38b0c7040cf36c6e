package dev.attune.simulator;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody means by their words.
 *
 * @param theme what it is about: {@code new-baby}, {@code late-driver}...
 * @param sentiment from -1 to 1
 */
public record Meaning(String theme, Act act, Why why, Emotion emotion, double sentiment) {
  /** What they do by saying it. */
  public enum Act {
    PRAISE,
    COMPLAINT,
    QUESTION,
    /** They say why they come or go. */
    REASON,
    REQUEST,
    REMARK
  }

  /** What they feel most. */
  public enum Emotion {
    JOY,
    GRATITUDE,
    TRUST,
    HOPE,
    CALM,
    PRIDE,
    ANGER,
    FEAR,
    SADNESS,
    DISAPPOINTMENT,
    DISGUST
  }

  /** Reads {@code late-driver complaint stay progress push anger -0.7 1-2 us:let-wait}. */
  static Meaning of(String... words) {
    Optional<Why.Trigger> trigger =
        words.length > 8 ? Optional.of(Why.Trigger.of(words[8])) : Optional.empty();
    Why why =
        new Why(
            one(Why.Stage.class, words[2]),
            one(Why.Motive.class, words[3]),
            one(Why.Force.class, words[4]),
            trigger);
    double sentiment = Double.parseDouble(words[6]);
    return new Meaning(
        words[0], one(Act.class, words[1]), why, one(Emotion.class, words[5]), sentiment);
  }

  /** What two texts that mean the same have in common. */
  String kind() {
    return String.join(
        " ",
        theme,
        Why.word(act),
        Why.word(why.stage()),
        Why.word(why.motive()),
        Why.word(why.force()));
  }

  void write(JsonText json) {
    json.member("theme", theme).member("act", Why.word(act));
    why.write(json);
    json.member("emotion", Why.word(emotion)).member("sentiment", sentiment);
  }

  private static <E extends Enum<E>> E one(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
