package dev.attune.engine;

import dev.attune.care.Share;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What was given in a period, and what came of it. It is counted, not tried out: who was given
 * something differs from who was not, so none of it says what would have been otherwise.
 *
 * @param from the first instant of the period
 * @param complete whether everything of the period is counted, or only what is newest
 * @param kinds by kind of moment, in the order of their names
 * @param options by option and kind of moment
 * @param givers who gave most first
 * @param questions what looks unusual, for a person to look at
 * @param others what people gave in words that was no option, and alike at least three times
 */
public record Accounts(
    Instant from,
    boolean complete,
    List<OfKind> kinds,
    List<OfOption> options,
    List<OfGiver> givers,
    List<Question> questions,
    List<Alike> others) {
  public Accounts {
    kinds = List.copyOf(kinds);
    options = List.copyOf(options);
    givers = List.copyOf(givers);
    questions = List.copyOf(questions);
    others = List.copyOf(others);
  }

  /**
   * How moments of a kind ended.
   *
   * @param with those in which something was done
   * @param without similar ones in which nothing was
   * @param solvedAtFirst of those that were solved after something was done, after one thing
   * @param touches how many things were done in those that were solved, together
   */
  public record OfKind(String kind, Ended with, Ended without, Share solvedAtFirst, int touches) {}

  /**
   * How some moments ended.
   *
   * @param closed of all: a person closed them, or their reason went
   * @param good of those for which the time for it is over: good came
   */
  public record Ended(Share closed, Share good) {}

  /**
   * What came of an option.
   *
   * @param kind of the moments; empty for those given in none
   * @param gestures how many of the period count
   * @param late of them: those that were late
   * @param failed of them: those that failed
   * @param good of all gestures for which the time for it is over, of whatever period
   */
  public record OfOption(
      String option,
      String kind,
      int gestures,
      BigDecimal amount,
      int late,
      int failed,
      Share good) {}

  /**
   * What somebody gave.
   *
   * @param name empty for Attune itself
   * @param over how many went beyond what was trusted
   * @param undone how many slips there were
   */
  public record OfGiver(
      String name, int gestures, BigDecimal amount, int over, int undone, Share good) {}

  /**
   * Something unusual; there may be the best of reasons for it.
   *
   * @param about what kind of thing it is
   * @param giver who gave
   * @param customer to whom, where it is about one; else empty
   * @param counted what makes it unusual
   * @param gestures what it rests on, newest first
   */
  public record Question(
      About about, String giver, String customer, Counted counted, List<String> gestures) {
    public Question {
      gestures = List.copyOf(gestures);
    }

    /** The question in an English sentence. */
    public String text() {
      return switch (about) {
        case ONE_CUSTOMER ->
            "%s gave %d times to one customer, %s; nobody else gave to one customer more than %d times. Do they know each other?"
                .formatted(giver, counted.times(), customer, counted.usual());
        case HOURS ->
            "%s gave %d of %d times while their team was not at work; with the others it is %d%%. Why is that?"
                .formatted(giver, counted.times(), counted.of(), counted.usual());
        case NEAR_THE_LIMIT ->
            "%s gave %d of %d times nearly all that one gesture may cost; with the others it is %d%%. Why is that?"
                .formatted(giver, counted.times(), counted.of(), counted.usual());
      };
    }
  }

  /**
   * How often somebody did something.
   *
   * @param of how often they gave at all
   * @param usual with others: how often at most to one customer, else in how many of 100 gestures
   */
  public record Counted(int times, int of, long usual) {}

  /** What a question is about. */
  public enum About {
    /** One person gives one customer much more often than others do. */
    ONE_CUSTOMER,
    /** Somebody gives at hours at which their team does not work. */
    HOURS,
    /** Somebody's gestures come close to what one may cost, much more often than others' do. */
    NEAR_THE_LIMIT
  }

  /**
   * Something that people gave, in words that are alike.
   *
   * @param words as somebody wrote them last
   * @param people how many different ones
   * @param least the smallest amount
   * @param most the largest
   * @param gestures newest first
   */
  public record Alike(
      String words,
      int times,
      int people,
      BigDecimal least,
      BigDecimal most,
      List<String> gestures) {
    public Alike {
      gestures = List.copyOf(gestures);
    }
  }
}
