package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * What was given, and what came of it.
 *
 * @param days of the period
 * @param periods that can be chosen
 * @param isComplete whether all of it is counted
 * @param given in all, in words
 * @param gestures how many
 * @param auto how it is with what Attune gives by itself
 * @param others what people gave in words of their own, several times
 */
public record SpendingPage(
    int days,
    List<Integer> periods,
    boolean isComplete,
    String given,
    int gestures,
    Auto auto,
    List<KindRow> kinds,
    List<OptionRow> options,
    List<GiverRow> givers,
    List<QuestionRow> questions,
    List<AlikeRow> others) {
  public SpendingPage {
    periods = List.copyOf(periods);
    kinds = List.copyOf(kinds);
    options = List.copyOf(options);
    givers = List.copyOf(givers);
    questions = List.copyOf(questions);
    others = List.copyOf(others);
  }

  /** Whether nothing was given. */
  public boolean isEmpty() {
    return gestures == 0;
  }

  /**
   * What Attune may do by itself.
   *
   * @param isTrusted whether the playbook lets it give at all
   * @param canTurn whether who looks may turn it
   * @param trust in words
   */
  public record Auto(boolean isOn, boolean isTrusted, boolean canTurn, String trust) {}

  /**
   * How moments of a kind ended, with something given and without.
   *
   * @param touches how many things were done in those that were solved, for each; may be empty
   */
  public record KindRow(
      String title, Odds withGood, Odds withoutGood, Odds solvedAtFirst, String touches) {}

  /**
   * What came of an option.
   *
   * @param kind of the moments, in words
   * @param trouble what was late or failed, in words; may be empty
   */
  public record OptionRow(
      String title,
      String kind,
      int gestures,
      String amount,
      Beam beam,
      String trouble,
      Odds good) {}

  /**
   * What somebody gave.
   *
   * @param trouble what went beyond or was undone, in words; may be empty
   */
  public record GiverRow(
      String title,
      Optional<String> href,
      int gestures,
      String amount,
      Beam beam,
      String trouble,
      Odds good) {}

  /**
   * Something unusual.
   *
   * @param text the question
   * @param evidence what it rests on
   */
  public record QuestionRow(String about, String text, List<Evidence> evidence) {
    public QuestionRow {
      evidence = List.copyOf(evidence);
    }
  }

  /** A gesture that a question rests on. */
  public record Evidence(Somebody who, String title, String cost, java.time.Instant at) {}

  /** What people gave in words of their own. */
  public record AlikeRow(String words, int times, int people, String from, String to) {}
}
