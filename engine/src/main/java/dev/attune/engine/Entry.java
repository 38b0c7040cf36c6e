package dev.attune.engine;

import dev.attune.wire.Envelope;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What goes into the journal in one piece, and so survives or is refused in one piece. */
public sealed interface Entry {
  /**
   * Accepted signals, in the order in which they came.
   *
   * @param past whether they are an import of what happened long ago: such signals are recognised
   *     for ever, and customers are folded when the import pauses, not signal by signal
   */
  record Signals(List<StoredSignal> signals, boolean past) implements Entry {
    public Signals {
      signals = List.copyOf(signals);
    }
  }

  /**
   * Messages as they came, each a JSON value: whether it is a signal, the fold says when it reads
   * them; those that are none go to the reject lane. So intake is short, and the same for good and
   * poisonous ones.
   *
   * @param route where they came in, as rejects remember it
   */
  record Messages(Envelope envelope, String route, List<byte[]> messages) implements Entry {
    public Messages {
      messages = List.copyOf(messages);
    }
  }

  /** Refused messages, for the reject lane. */
  record Rejects(List<Reject> rejects) implements Entry {
    public Rejects {
      rejects = List.copyOf(rejects);
    }
  }

  /** A version of the playbook that was checked before. Use {@link Engine#adopt}. */
  record Adoption(String text, String who, Instant at) implements Entry {}

  /** A piece of administration; without a value it is taken away. */
  record Setting(String key, Optional<byte[]> value) implements Entry {}

  /** What somebody did in giving. */
  record Done(Deed deed) implements Entry {}

  /** Signals that are happening now. */
  static Entry of(StoredSignal... signals) {
    return new Signals(List.of(signals), false);
  }
}
