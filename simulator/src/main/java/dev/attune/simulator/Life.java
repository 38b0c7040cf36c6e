package dev.attune.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A life that some of Meridian's customers lead; the company knows none of these words.
 *
 * @param word the name in the truth's JSON: {@code new-parent}
 * @param share how many of all customers lead it, from 0 to 1
 * @param why why they are with us, before anything happens
 * @param customs what else they do with us
 * @param start how they begin
 * @param turns what may come
 */
record Life(
    String word,
    double share,
    Why why,
    Customs customs,
    Start start,
    List<Turn> turns,
    Set<Mark> marks) {
  Life {
    turns = List.copyOf(turns);
    marks = Set.copyOf(marks);
  }

  /** The habits of a person who begins to lead it. */
  interface Start {
    Phase begin(Draft draft);
  }

  /** Something that may come in a life: a change of habits, planned acts, and their truth. */
  interface Turn {
    void come(Draft draft);
  }

  /** What sets some lives apart where all are dealt with alike. */
  enum Mark {
    /** Nobody who leads it has been a customer for long. */
    NEW,
    /** They are in town for days only. */
    PASSING,
    /** They call, and write letters. */
    OLD,
    /** They have small children, now or soon. */
    CHILDREN,
    /** They praise us, and bring friends. */
    LOVING,
    /** They are let down again and again. */
    LET_DOWN,
    /** They are here for the shop. */
    BUYING,
    /** They share a device at home. */
    SHARING,
    /** What happens to them is told already; nothing is added by chance. */
    TOLD
  }

  /**
   * What people do besides riding.
   *
   * @param passes how many have one
   * @param orders how many a year, more or less
   * @param talks how often a year they say something of their own accord
   * @param themes what about
   */
  record Customs(double passes, double orders, double talks, List<String> themes) {}

  /** A life without a turn. */
  static Life of(String word, double share, Why why, Customs customs, Start start) {
    return new Life(word, share, why, customs, start, List.of(), Set.of());
  }

  static Customs customs(double passes, double orders, double talks, String... themes) {
    return new Customs(passes, orders, talks, List.of(themes));
  }

  /** The same, in which this may come after what may come already. */
  Life then(Turn turn) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(turn);
    return new Life(word, share, why, customs, start, more, marks);
  }

  Life marked(Mark first, Mark... others) {
    return new Life(word, share, why, customs, start, turns, EnumSet.of(first, others));
  }

  boolean is(Mark mark) {
    return marks.contains(mark);
  }

  /** Drafts the habits of a person, and how they change. */
  void draft(Draft draft) {
    draft.begin(start.begin(draft));
    turns.forEach(turn -> turn.come(draft));
    if (!is(Mark.TOLD)) {
      Quiet.maybe(draft);
    }
  }
}
