package dev.attune.step;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import java.util.Comparator;

/**
 * Where a signal that may be gone stood in the total order, and who sent it.
 *
 * @param at its instant, milliseconds since 1970
 * @param rank its kind's, among signals of one instant
 */
record Mark(long at, int rank, String messageId, Id sender) implements Comparable<Mark> {
  private static final Comparator<Mark> ORDER =
      Comparator.comparingLong(Mark::at)
          .thenComparingInt(Mark::rank)
          .thenComparing(Mark::messageId)
          .thenComparing(Mark::sender);

  static Mark of(Signal signal) {
    return new Mark(
        signal.occurredAt().toEpochMilli(),
        signal.content().kind().rank(),
        signal.id().messageId(),
        signal.sender());
  }

  @Override
  public int compareTo(Mark other) {
    return ORDER.compare(this, other);
  }

  boolean isBefore(Mark other) {
    return compareTo(other) < 0;
  }

  void write(Encoder out) {
    out.whole(at);
    out.raw(rank);
    out.text(messageId);
    CustomerFormat.writeId(sender, out);
  }

  static Mark read(Decoder in) {
    return new Mark(in.whole(), in.raw(), in.text(), CustomerFormat.readId(in));
  }
}
