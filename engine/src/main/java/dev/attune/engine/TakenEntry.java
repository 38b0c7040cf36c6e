package dev.attune.engine;

import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import dev.attune.wire.StoredSignal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal as the fold takes it in: messages are read by now, and what is no signal
 * is a reject.
 *
 * @param messages how many came, good or not
 * @param encoded each signal's bytes as they stand in the timeline
 * @param past whether the signals are an import of what happened long ago
 */
record TakenEntry(
    long position,
    int messages,
    List<StoredSignal> signals,
    List<byte[]> encoded,
    boolean past,
    List<Reject> rejects,
    Entry.@Nullable Setting setting) {

  static TakenEntry of(EntryFormat.Read read, long position) {
    return switch (read.entry()) {
      case Entry.Signals(List<StoredSignal> signals, boolean past) ->
          new TakenEntry(position, signals.size(), signals, read.encoded(), past, List.of(), null);
      case Entry.Messages messages -> of(messages, position);
      case Entry.Rejects(List<Reject> rejects) ->
          new TakenEntry(position, 0, List.of(), List.of(), false, rejects, null);
      case Entry.Setting setting ->
          new TakenEntry(position, 0, List.of(), List.of(), false, List.of(), setting);
      case Entry.Adoption adoption ->
          throw new IllegalStateException("an adoption is a commit of its own");
      case Entry.Done done -> throw new IllegalStateException("a deed is a commit of its own");
    };
  }

  private static TakenEntry of(Entry.Messages entry, long position) {
    List<StoredSignal> signals = new ArrayList<>(entry.messages().size());
    List<byte[]> encoded = new ArrayList<>(entry.messages().size());
    List<Reject> rejects = new ArrayList<>();
    for (byte[] message : entry.messages()) {
      switch (MessageReader.read(message, entry.envelope())) {
        case Received.Accepted(StoredSignal signal) -> {
          signals.add(signal);
          encoded.add(signal.encode());
        }
        case Received.Refused refused ->
            rejects.add(Reject.of(refused, message, entry.envelope(), entry.route()));
      }
    }
    return new TakenEntry(
        position, entry.messages().size(), signals, encoded, false, rejects, null);
  }
}
