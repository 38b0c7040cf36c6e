package dev.attune.playbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how long signals are kept: {@code retain}. One reading. */
final class RetainReader {
  /** So long what comes late may still put right what was said. */
  static final Duration MARGIN = Duration.ofDays(7);

  private final Problems problems;

  RetainReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * How long, if not for ever.
   *
   * @param rules what looks back, longest first
   */
  Optional<Duration> read(Entries playbook, List<LookingBack> rules) {
    Optional<Duration> retain = playbook.duration("retain", Entries.Range.POSITIVE);
    if (retain.isEmpty()) {
      return retain;
    }
    Duration longest = rules.isEmpty() ? Duration.ZERO : rules.getFirst().length();
    Duration least = longest.plus(MARGIN);
    if (retain.get().compareTo(least) < 0) {
      String why =
          rules.isEmpty()
              ? "retain is shorter than 7d"
              : rules.getFirst().rule()
                  + " looks back "
                  + DurationText.write(longest)
                  + ", and 7d more are kept for what comes late";
      problems.error(
          playbook.keyAt("retain"),
          "retain is too short: " + DurationText.write(retain.get()) + "; " + why,
          "write retain: " + DurationText.write(least) + " or longer, or remove it");
    }
    return retain;
  }
}
