package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why somebody is, or is not, in a segment or a moment.
 *
 * @param who they are
 * @param isMoment whether it is a moment, else a segment
 * @param rule its name, in plain words
 * @param all where all of it is listed
 * @param sentence the rule, read back
 * @param holds whether they are
 * @param checks each comparison of the rule
 * @param facts what was counted, with the signals
 * @param mayChange when time alone may change it; nothing for never
 */
public record WhyPage(
    Somebody who,
    boolean isMoment,
    String rule,
    String all,
    String sentence,
    boolean holds,
    List<Check> checks,
    List<Counted> facts,
    Optional<Instant> mayChange) {
  public WhyPage {
    checks = List.copyOf(checks);
    facts = List.copyOf(facts);
  }

  /**
   * One comparison.
   *
   * @param sentence what it says
   * @param text as the playbook has it
   * @param held how it came out
   * @param values what it read
   */
  public record Check(String sentence, String text, Held held, List<Detail> values) {
    public Check {
      values = List.copyOf(values);
    }
  }

  /** How a comparison came out. */
  public enum Held {
    /** It holds. */
    YES,
    /** It does not. */
    NO,
    /** Something it needs is not there. */
    UNKNOWN;

    /** The word in keys. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A fact with what it counts.
   *
   * @param name in words
   * @param value what it is
   * @param signals the newest that count
   * @param more how many further ones count
   */
  public record Counted(String name, String value, List<Why.Proof> signals, long more) {
    public Counted {
      signals = List.copyOf(signals);
    }
  }
}
