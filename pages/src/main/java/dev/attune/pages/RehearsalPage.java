package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a playbook would have noticed.
 *
 * @param state {@code waiting}, {@code running}, {@code done}, {@code cancelled} or {@code failed}
 * @param percent how far it is
 * @param left how long it still takes, already in words; empty where nobody knows
 */
public record RehearsalPage(
    PlaybookFrame about,
    String id,
    String state,
    int percent,
    String left,
    Optional<String> failure,
    Optional<Result> result) {
  /** Whether more will come. */
  public boolean isGoing() {
    return state.equals("waiting") || state.equals("running");
  }

  /**
   * What came of it.
   *
   * @param days how many were counted
   * @param notes what to know of the history, already in words
   */
  public record Result(
      Instant from,
      Instant to,
      long moments,
      long days,
      double perDay,
      OptionalDouble perPersonDay,
      int people,
      long customers,
      List<String> notes,
      List<MomentKind> kinds,
      List<Segment> segments) {
    public Result {
      notes = List.copyOf(notes);
      kinds = List.copyOf(kinds);
      segments = List.copyOf(segments);
    }
  }

  /**
   * One kind of moment.
   *
   * @param before how many the version that holds opens; -1 where it has no such kind
   */
  public record MomentKind(
      String name,
      String title,
      String says,
      long count,
      long before,
      long customers,
      Bars days,
      List<Example> examples) {
    public MomentKind {
      examples = List.copyOf(examples);
    }
  }

  /** A moment that would have opened, and why. */
  public record Example(String customer, String href, Instant at, List<String> why) {
    public Example {
      why = List.copyOf(why);
    }
  }

  /**
   * One segment.
   *
   * @param before how many are in it under the version that holds; -1 where it has none such
   */
  public record Segment(
      String name, String says, long members, long before, long entered, long left, Curve days) {}
}
