package dev.attune.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the engine is.
 *
 * @param appended position of the newest entry in the journal
 * @param folded position of the newest entry that was folded
 * @param lagSignals how many signals wait to be folded
 * @param lag how long the oldest of them waits
 * @param customers how many there are
 * @param pending customers whose imported past is still to be folded
 * @param sweeping whether customers are being folded anew under the newest playbook
 * @param swept how many of them are done
 * @param completeFrom signals from before it are removed, and refused where they come later;
 *     nothing: all that was ever heard is kept
 * @param stopped events that live rules read and that have come no more for too long
 */
public record Progress(
    long appended,
    long folded,
    long lagSignals,
    Duration lag,
    long customers,
    long pending,
    boolean sweeping,
    long swept,
    Optional<Instant> completeFrom,
    List<StoppedEvent> stopped) {
  public Progress {
    stopped = List.copyOf(stopped);
  }
}
