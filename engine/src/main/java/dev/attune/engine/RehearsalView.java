package dev.attune.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rehearsal as it is seen from outside.
 *
 * @param id to ask for it by
 * @param playbook the name of the playbook that is rehearsed
 * @param expected how long it will take, as things looked before it began
 * @param measured whether that rests on rehearsals here; otherwise it is a guess
 * @param startedAt when its turn came
 * @param left how long it still takes, while it runs
 * @param result what came of it, once it is done
 * @param failure why it failed, if it did
 */
public record RehearsalView(
    String id,
    String playbook,
    String who,
    Instant askedAt,
    State state,
    Duration expected,
    boolean measured,
    Done done,
    Optional<Instant> startedAt,
    Optional<Duration> left,
    Optional<Rehearsed> result,
    Optional<String> failure) {
  /** How far it is. */
  public enum State {
    /** Another runs before it. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** There is a result. */
    DONE,
    /** Somebody cancelled it. */
    CANCELLED,
    /** It ended badly. */
    FAILED;

    /** Whether nothing more will happen. */
    public boolean isOver() {
      return switch (this) {
        case WAITING, RUNNING -> false;
        case DONE, CANCELLED, FAILED -> true;
      };
    }
  }

  /** How much is done, of about how much. */
  public record Done(
      long customers, long ofCustomers, long signals, long ofSignals, Duration elapsed) {}
}
