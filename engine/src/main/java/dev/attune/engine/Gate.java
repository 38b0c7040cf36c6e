package dev.attune.engine;

import dev.attune.customer.Kind;
import dev.attune.playbook.Redaction;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import dev.attune.wire.Redactor;
import dev.attune.wire.StoredSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every entry passes before it is written: here is taken out of it what the playbook redacts,
 * so that neither the journal nor anything behind it ever holds it. Thread-safe.
 *
 * <p>Where something is redacted, messages are read here and not by the fold: what is a signal, and
 * what is refused, decides where values have to be looked for.
 */
final class Gate {
  private static final byte[] NOTHING = new byte[0];

  /** Routes beside those of one kind whose bodies are messages, so that names in them are ours. */
  private static final Set<String> OF_MESSAGES = Set.of("batch", "signals", "import");

  private final Journal journal;
  private final Supplier<byte[]> key;
  private volatile @Nullable Under under;

  /** The redactor for some rules. */
  private record Under(Redaction rules, Redactor redactor) {}

  Gate(Journal journal, Supplier<byte[]> key) {
    this.journal = journal;
    this.key = key;
  }

  /** Appends what is left of several, one behind the other; done with the position of the last. */
  CompletableFuture<Long> append(List<Entry> entries, Redaction rules) {
    CompletableFuture<Long> done = CompletableFuture.completedFuture(0L);
    for (Entry entry : entries) {
      CompletableFuture<Long> next = append(entry, rules);
      done = entries.size() == 1 ? next : done.thenCombine(next, Math::max);
    }
    return done;
  }

  /** Appends what is left of an entry; see {@link Journal#append}. */
  CompletableFuture<Long> append(Entry entry, Redaction rules) {
    if (!rules.isAny()) {
      return journal.append(entry);
    }
    CompletableFuture<Long> done = CompletableFuture.completedFuture(0L);
    for (Entry left : left(entry, redactor(rules))) {
      done = done.thenCombine(journal.append(left), Math::max);
    }
    return done;
  }

  private Redactor redactor(Redaction rules) {
    Under is = under;
    if (is == null || !is.rules.equals(rules)) {
      is = new Under(rules, new Redactor(rules.drop(), rules.hash(), key.get()));
      under = is;
    }
    return is.redactor;
  }

  private static List<Entry> left(Entry entry, Redactor redactor) {
    return switch (entry) {
      case Entry.Signals(List<StoredSignal> signals, boolean past) ->
          List.of(new Entry.Signals(signals.stream().map(redactor::signal).toList(), past));
      case Entry.Messages messages -> read(messages, redactor);
      case Entry.Rejects(List<Reject> rejects) ->
          List.of(
              new Entry.Rejects(rejects.stream().map(reject -> left(reject, redactor)).toList()));
      case Entry.Adoption adoption -> List.of(adoption);
      case Entry.Setting setting -> List.of(setting);
      case Entry.Done done -> List.of(done);
    };
  }

  private static List<Entry> read(Entry.Messages entry, Redactor redactor) {
    List<StoredSignal> signals = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    for (byte[] message : entry.messages()) {
      switch (MessageReader.read(message, entry.envelope())) {
        case Received.Accepted(StoredSignal signal) -> signals.add(redactor.signal(signal));
        case Received.Refused refused ->
            rejects.add(
                left(Reject.of(refused, message, entry.envelope(), entry.route()), redactor));
      }
    }
    List<Entry> left = new ArrayList<>();
    if (!signals.isEmpty()) {
      left.add(new Entry.Signals(signals, false));
    }
    if (!rejects.isEmpty()) {
      left.add(new Entry.Rejects(rejects));
    }
    return left;
  }

  private static Reject left(Reject reject, Redactor redactor) {
    boolean isMessage = OF_MESSAGES.contains(reject.route()) || Kind.of(reject.route()).isPresent();
    return (isMessage ? redactor.refused(reject.body()) : Optional.<byte[]>empty())
        .map(body -> reject.with(reject.message(), body, reject.whole()))
        .orElseGet(() ->
            reject.with(
                "refused (%s), and not kept: the playbook redacts, and where is not known"
                    .formatted(reject.reason()),
                NOTHING,
                false));
  }
}
