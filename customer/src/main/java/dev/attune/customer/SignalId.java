package dev.attune.customer;

import java.util.Comparator;

/**
 * What makes one signal the same signal when it arrives again.
 *
 * @param source the name of the source that sent it; two sources may use one message id
 * @param messageId given by the sender, or made from the row's content by an import
 */
public record SignalId(String source, String messageId) implements Comparable<SignalId> {
  private static final Comparator<SignalId> ORDER =
      Comparator.comparing(SignalId::messageId).thenComparing(SignalId::source);

  public SignalId {
    if (source.isEmpty() || messageId.isEmpty()) {
      throw new IllegalArgumentException(
          "signal id needs a source and a message id: '" + source + "', '" + messageId + "'");
    }
  }

  @Override
  public int compareTo(SignalId other) {
    return ORDER.compare(this, other);
  }
}
