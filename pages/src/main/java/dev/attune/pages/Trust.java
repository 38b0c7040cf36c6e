package dev.attune.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * With what somebody is trusted.
 *
 * @param limits each there is, or was
 * @param isOwn whether it is theirs by name and not by role
 * @param isNothing whether they may give only what is free
 * @param lowersOn the day from which it is less; nothing: it stays as it is
 * @param problem why it cannot be told, in words
 */
public record Trust(
    List<Limit> limits,
    boolean isOwn,
    boolean isNothing,
    Optional<LocalDate> lowersOn,
    Optional<String> problem) {
  public Trust {
    limits = List.copyOf(limits);
  }

  /**
   * One limit; amounts are in words.
   *
   * @param word by which it is known: {@code per-day}
   * @param ofRole what the role's is; nothing: no limit
   * @param now what holds; nothing: no limit
   * @param next what will hold from the next day on; nothing: no limit
   * @param left of what holds; nothing where that is not counted over time
   * @param percent how much is left, for a picture: 0 to 100
   */
  public record Limit(
      String word,
      Optional<String> ofRole,
      Optional<String> now,
      Optional<String> next,
      Optional<String> left,
      int percent) {
    /** Whether it will be another. */
    public boolean changes() {
      return !now.equals(next);
    }
  }

  /** What holds, in one line. */
  public String line(Words words) {
    return isNothing ? words.say("trust.free") : line(words, limits, false);
  }

  /** What will hold, in one line. */
  public String nextLine(Words words) {
    return line(words, limits, true);
  }

  private static String line(Words words, List<Limit> limits, boolean next) {
    List<String> parts =
        limits.stream()
            .flatMap(limit ->
                (next ? limit.next() : limit.now())
                    .map(amount -> words.say("trust." + limit.word() + ".short", amount)).stream())
            .toList();
    return parts.isEmpty() ? words.say("trust.no-limit") : String.join(" · ", parts);
  }
}
