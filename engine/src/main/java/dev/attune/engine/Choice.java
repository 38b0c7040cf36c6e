package dev.attune.engine;

import dev.attune.customer.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * That somebody chose what to do for a customer: not yet whether they may.
 *
 * @param id of the gesture, made by whoever sends it, so that it is the same one when sent again: 8
 *     to 80 letters, digits, dots, dashes and underscores
 * @param customer any id of theirs; the gesture stands in its timeline
 * @param moment the id of the moment it answers
 * @param by who
 * @param at when they chose; whole milliseconds
 * @param lend the allowance lent to a phone out of which it was given, while that was offline
 */
public record Choice(
    String id,
    Id customer,
    What what,
    Optional<String> moment,
    Chooser by,
    Instant at,
    Optional<String> lend) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{8,80}");
  private static final Pattern MOMENT = Pattern.compile("[0-9a-f]{32}");

  /** The longest words of what is no option of the playbook. */
  public static final int LONGEST_WORDS = 500;

  public Choice {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "an id has 8 to 80 letters, digits, dots, dashes and underscores, not: " + id);
    }
    if (moment.isPresent() && !MOMENT.matcher(moment.get()).matches()) {
      throw new IllegalArgumentException("no moment has the id " + moment.get());
    }
    if (!at.equals(at.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("at is finer than a millisecond: " + at);
    }
  }

  /** Whether a text may be the id of a gesture, or of what is lent. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** What to do. */
  public sealed interface What {
    /** What a playbook calls something that is no option of it. */
    String SOMETHING_ELSE = "something-else";

    /** The option's name; {@link #SOMETHING_ELSE} if it is none. */
    String option();

    /**
     * An option of the playbook.
     *
     * @param quoted what it costs as a phone said that was offline; nothing: worked out now
     */
    record Listed(String option, Optional<BigDecimal> quoted) implements What {
      /** At its present cost. */
      public Listed(String option) {
        this(option, Optional.empty());
      }
    }

    /** Something else, done there and then. */
    record Else(String words, BigDecimal amount) implements What {
      public Else {
        if (words.isBlank() || words.length() > LONGEST_WORDS || amount.signum() < 0) {
          throw new IllegalArgumentException(
              "something else has words, at most "
                  + LONGEST_WORDS
                  + " characters, and an amount of zero or more");
        }
      }

      @Override
      public String option() {
        return SOMETHING_ELSE;
      }
    }
  }

  /** The same, made later than {@code instant} if it is not. */
  Choice after(Instant instant) {
    Instant then = at.isAfter(instant) ? at : instant.plusMillis(1);
    return new Choice(id, customer, what, moment, by, then, lend);
  }

  /** The same, taken on by somebody else. */
  Choice by(Chooser other, Instant then) {
    return new Choice(id, customer, what, moment, other, then, Optional.empty());
  }
}
