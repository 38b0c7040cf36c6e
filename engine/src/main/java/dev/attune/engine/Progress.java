package dev.attune.engine;

import java.time.Duration;
import java.util.List;

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
    List<StoppedEvent> stopped) {
  public Progress {
    stopped = List.copyOf(stopped);
  }
}
