package dev.attune.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is different about a customer, or about what the company hears: the part of an effect that
 * differs by kind.
 */
public sealed interface Change {
  /** What it is about: a segment's, a moment's, a goal's or a fact's name, or an event's. */
  String rule();

  /** They are now in a segment. */
  record Entered(String rule) implements Change {}

  /** They are no longer in a segment. */
  record Left(String rule) implements Change {}

  /**
   * A moment opened. The effect's id is the moment's id.
   *
   * @param key for a rule with {@code per}: the value it opened for; else null
   */
  record Opened(String rule, @Nullable String key) implements Change {
    /** Of a rule without {@code per}. */
    public Opened(String rule) {
      this(rule, null);
    }
  }

  /** An open moment has a further trigger. */
  record Renewed(String rule, String moment) implements Change {}

  /** A moment closed. */
  record Closed(String rule, String moment, Ending ending) implements Change {}

  /**
   * Good came after a moment, or after what was done in it.
   *
   * @param gesture after which it came; null: after the moment itself
   */
  record Good(String rule, String moment, @Nullable String gesture) implements Change {}

  /**
   * The customer attained a goal.
   *
   * @param key for a goal with {@code per}: the value that pairs start and attainment; else null
   * @param started when they set out
   */
  record Attained(String rule, @Nullable String key, Instant started) implements Change {}

  /**
   * The customer missed a goal.
   *
   * @param key for a goal with {@code per}: the value that would have paired them; else null
   * @param started when they set out
   * @param twin 0, or the how manieth further instance that started at the same instant with the
   *     same key and is missed for the same cause
   */
  record Missed(String rule, @Nullable String key, Instant started, int twin) implements Change {}

  /** Too many signals for one person: no facts and no moments from here on. */
  record SetAside(String rule, int signals) implements Change {}

  /** A value was left out of a fact because the fact cannot hold it exactly. */
  record LeftOut(String rule, String value) implements Change {}

  /** An event that live rules read has come no more for too long. It is about no customer. */
  record Stopped(String rule) implements Change {}

  /** An event that had stopped came again. The other effect's id is {@code stop}. */
  record Resumed(String rule, String stop) implements Change {}

  /**
   * A version of the playbook began, changed or ended a segment, and everybody was looked at. It is
   * about no customer, and stands for as many: who is in the segment is its list of members.
   *
   * @param members how many are in it
   * @param before how many were in it before the version was adopted
   */
  record Gathered(String rule, long members, long before) implements Change {}

  /** Why a moment closed. */
  enum Ending {
    /** What opened it is no longer so. */
    REASON_GONE,
    /** Nobody acted in time. */
    EXPIRED,
    /** A person dealt with it. */
    CLOSED,
    /** A person said it should not have opened. */
    DISMISSED,
    /** The playbook no longer has its rule. */
    RULE_REMOVED,
    /** The customer was set aside. */
    SET_ASIDE,
    /** The customer objected to being served. */
    OBJECTED
  }
}
