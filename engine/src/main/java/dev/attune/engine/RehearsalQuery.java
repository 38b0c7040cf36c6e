package dev.attune.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a rehearsal.
 *
 * @param text the playbook to rehearse
 * @param who asks
 * @param from from when on moments are counted; facts and segments see all history anyway
 * @param to until just before when; nothing: until now, with everything that is recorded
 * @param people among how many people the moments would be shared
 * @param examples how many of each moment kind
 */
public record RehearsalQuery(
    String text, String who, Instant from, Optional<Instant> to, OptionalInt people, int examples) {
  /** The longest time that is counted. */
  public static final Duration LONGEST = Duration.ofDays(3_660);

  /** More people than work at one place. */
  public static final int MOST_PEOPLE = 1_000_000;

  /** More examples than anybody reads. */
  public static final int MOST_EXAMPLES = 100;

  public RehearsalQuery {
    if (to.isPresent() && !from.isBefore(to.get())) {
      throw new EngineException(
          EngineException.Kind.CALLER,
          "bad-range",
          "the range ends at %s, before it begins at %s".formatted(to.get(), from));
    }
    if (people.isPresent() && (people.getAsInt() < 1 || people.getAsInt() > MOST_PEOPLE)) {
      throw new EngineException(
          EngineException.Kind.CALLER,
          "bad-people",
          "people is %d, expected 1 to %d".formatted(people.getAsInt(), MOST_PEOPLE));
    }
    if (examples < 0 || examples > MOST_EXAMPLES) {
      throw new EngineException(
          EngineException.Kind.CALLER,
          "bad-examples",
          "examples is %d, expected 0 to %d".formatted(examples, MOST_EXAMPLES));
    }
  }
}
