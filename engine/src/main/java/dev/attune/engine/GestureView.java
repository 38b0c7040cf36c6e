package dev.attune.engine;

import dev.attune.care.Verdict;
import dev.attune.customer.Id;
import dev.attune.playbook.Act;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a choice.
 *
 * @param choice who chose what for whom
 * @param state where it is now
 * @param title of the option when it was chosen; the words of something else
 * @param act how it is done, as the playbook said when it was chosen
 * @param kind of the moment it answers
 * @param cost for this customer; zero where it could not be told
 * @param reasons if it was refused: why; if it was given all the same: what it went beyond
 * @param lent how much of the cost an allowance lent to a phone covers
 * @param teamDay the calendar day on which it counts for the team
 * @param heldUntil until when it can be undone
 * @param lateAt when it is late, if it is not delivered by then
 * @param knownAt when it is known at the latest whether good came
 * @param late whether it is, or was
 * @param sending how often it was sent, and when it is to be sent next; nothing: it is not
 * @param asked what is asked of others, where the budget did not cover it
 * @param course every state it went through, oldest first
 */
public record GestureView(
    Choice choice,
    State state,
    String title,
    Act act,
    Optional<String> kind,
    BigDecimal cost,
    List<Verdict.Reason> reasons,
    BigDecimal lent,
    Optional<LocalDate> teamDay,
    Optional<Instant> heldUntil,
    Optional<Instant> lateAt,
    Optional<Instant> knownAt,
    boolean late,
    Optional<Sending> sending,
    Optional<Asked> asked,
    List<Turned> course) {
  public GestureView {
    reasons = List.copyOf(reasons);
    course = List.copyOf(course);
  }

  /** Whether it is booked and not done yet. */
  public boolean isOpen() {
    return state == State.HELD || state == State.PROMISED;
  }

  /** The team whose task it is to do it; nothing where it is no task, or the giver's own. */
  public Optional<String> team() {
    return act instanceof Act.Task task ? task.team() : Optional.empty();
  }

  /** Where a gesture is. */
  public enum State {
    /** It was not booked; its reasons say why. */
    REFUSED,
    /** It is booked, and its act held back, so that it can be undone. */
    HELD,
    /** It is promised to the customer, and not known to be done. */
    PROMISED,
    /** It is done. */
    DELIVERED,
    /** It could not be done. */
    FAILED,
    /** It was a slip: nothing was spent. */
    UNDONE
  }

  /**
   * A state that it went into.
   *
   * @param by who brought it there; nothing: time, or what carries out acts
   * @param why in their words
   */
  public record Turned(State state, Instant at, Optional<String> by, Optional<String> why) {}

  /**
   * That something outside is to be told.
   *
   * @param at when, next
   * @param tries how often it was told
   * @param problem why it did not take it last
   */
  public record Sending(Instant at, int tries, Optional<String> problem) {}

  /**
   * What somebody asks of others.
   *
   * @param by who asks
   * @param stands whether it is still asked; not once somebody took it on
   */
  public record Asked(String by, Optional<String> team, Instant at, boolean stands) {}

  /** Its id. */
  public String id() {
    return choice.id();
  }

  /** An id of whom it is for. */
  public Id customer() {
    return choice.customer();
  }

  /** Whether it counts against budgets. */
  public boolean counts() {
    return state != State.REFUSED && state != State.UNDONE;
  }

  /** Whether it was given although it is beyond what was trusted. */
  public boolean isOver() {
    return counts() && !reasons.isEmpty();
  }

  /** The instant, or that of what happened to it last if that is later. */
  Instant notBefore(Instant at) {
    Instant last = course.getLast().at();
    Instant then = late ? lateAt.filter(last::isBefore).orElse(last) : last;
    return at.isBefore(then) ? then : at;
  }

  /** The same in another state. */
  GestureView turned(State next, Instant at, Optional<String> by, Optional<String> why) {
    List<Turned> further = new ArrayList<>(course);
    further.add(new Turned(next, at, by, why));
    return new GestureView(
        choice,
        next,
        title,
        act,
        kind,
        cost,
        reasons,
        lent,
        teamDay,
        heldUntil,
        lateAt,
        knownAt,
        late,
        sending(next, act, at),
        asked,
        further);
  }

  /**
   * How it is sent once it is in a state: from then on, if it is a promise that others carry out.
   */
  static Optional<Sending> sending(State next, Act act, Instant at) {
    return next == State.PROMISED && isOutside(act)
        ? Optional.of(new Sending(at, 0, Optional.empty()))
        : Optional.empty();
  }

  /** Whether something outside carries an act out. */
  static boolean isOutside(Act act) {
    return switch (act) {
      case Act.Webhook webhook -> true;
      case Act.Message message -> true;
      case Act.Task task -> false;
      case Act.Myself myself -> false;
    };
  }

  /** The same, to be sent again. */
  GestureView sentAgain(Instant next, String problem) {
    int tries = sending.map(Sending::tries).orElse(0) + 1;
    Optional<Sending> again = Optional.of(new Sending(next, tries, Optional.of(problem)));
    return new GestureView(
        choice, state, title, act, kind, cost, reasons, lent, teamDay, heldUntil, lateAt, knownAt,
        late, again, asked, course);
  }

  /** The same, late by now. */
  GestureView lateNow() {
    return new GestureView(
        choice, state, title, act, kind, cost, reasons, lent, teamDay, heldUntil, lateAt, knownAt,
        true, sending, asked, course);
  }

  /** The same, with what is asked of others. */
  GestureView asking(Optional<Asked> asks) {
    return new GestureView(
        choice, state, title, act, kind, cost, reasons, lent, teamDay, heldUntil, lateAt, knownAt,
        late, sending, asks, course);
  }
}
