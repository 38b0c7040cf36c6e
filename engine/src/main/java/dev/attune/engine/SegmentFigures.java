package dev.attune.engine;

import dev.attune.engine.Rehearsed.OfSegment;
import dev.attune.engine.Rehearsed.SegmentChange;
import java.time.Instant;

/** What is counted of one segment while customers go by. One thread. */
final class SegmentFigures {
  private final DayCounts moves;
  private long members;
  private long entered;
  private long left;
  private long before;
  private long joined;
  private long gone;

  SegmentFigures(DayCounts moves) {
    this.moves = moves;
  }

  void entered(Instant at, boolean counts) {
    moves.add(at, 1);
    entered += counts ? 1 : 0;
  }

  void left(Instant at, boolean counts) {
    moves.add(at, -1);
    left += counts ? 1 : 0;
  }

  /**
   * A customer has gone by: whether they are in it in the end, and under the version that holds.
   */
  void ended(boolean isIn, boolean isInBefore) {
    members += isIn ? 1 : 0;
    before += isInBefore ? 1 : 0;
    joined += isIn && !isInBefore ? 1 : 0;
    gone += !isIn && isInBefore ? 1 : 0;
  }

  void add(SegmentFigures other) {
    moves.add(other.moves);
    members += other.members;
    entered += other.entered;
    left += other.left;
    before += other.before;
    joined += other.joined;
    gone += other.gone;
  }

  OfSegment figures(String name) {
    return new OfSegment(name, members, entered, left, moves.running());
  }

  SegmentChange change(String name) {
    return new SegmentChange(name, before, members, joined, gone);
  }
}
