package dev.attune.simulator;

import java.util.Locale;
import java.util.Optional;

/**
 * Why somebody does what they do: where they stand with us, what moves them, what pushes or pulls,
 * and why now.
 *
 * @param trigger what brought it about, where something did
 */
public record Why(Stage stage, Motive motive, Force force, Optional<Trigger> trigger) {
  /** Where they stand with the company. */
  public enum Stage {
    /** They make up their mind about us. */
    CHOOSE,
    /** They are with us. */
    STAY,
    /** They go. */
    LEAVE
  }

  /** What they want out of it. */
  public enum Motive {
    /** To get ahead, or just to get there. */
    PROGRESS,
    /** To be one of us, or to be seen. */
    BELONGING,
    /** To delight in it. */
    JOY,
    /** To be spared something. */
    RELIEF
  }

  /** What moves them, or holds them back. */
  public enum Force {
    /** Trouble with how things are. */
    PUSH,
    /** What something new promises. */
    PULL,
    /** What they have always done. */
    HABIT,
    /** What they fear of the new. */
    ANXIETY
  }

  /** Where a trigger comes from. */
  public enum Place {
    /** Weather, prices, the news. */
    WORLD,
    /** What happens to them. */
    LIFE,
    /** What they think of us or of others. */
    PERCEPTION,
    /** What we did. */
    US
  }

  /**
   * Why now.
   *
   * @param what {@code child-born}, {@code let-wait}...
   */
  public record Trigger(Place place, String what) {
    /** Reads {@code life:child-born}. */
    static Trigger of(String words) {
      String[] parts = words.split(":", 2);
      return new Trigger(Place.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }
  }

  static Why of(Stage stage, Motive motive, Force force) {
    return new Why(stage, motive, force, Optional.empty());
  }

  /** The same, and why now: {@code life:child-born}. */
  Why since(String what) {
    return new Why(stage, motive, force, Optional.of(Trigger.of(what)));
  }

  void write(JsonText json) {
    json.member("stage", word(stage)).member("motive", word(motive)).member("force", word(force));
    trigger.ifPresent(
        since -> json.member("trigger", since.what()).member("triggerIn", word(since.place())));
  }

  /** As the truth writes it: lower case. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
