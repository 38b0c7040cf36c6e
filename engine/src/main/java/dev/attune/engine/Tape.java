package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.Skim;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The timelines of ids that follow each other, read in one go: as long as one id's signals stand
 * next to those of the id asked for before, nothing is looked for. Belongs to one thread; close it.
 */
final class Tape implements AutoCloseable {
  private final Scan scan;
  private Skim ahead;
  private Skim spare;
  private boolean isLoaded;
  private Id id;
  private byte[] value = {};

  /**
   * For ids from {@code first} to {@code last}.
   *
   * @param skim what signals are read with
   */
  Tape(Source source, Id first, Id last, Skim skim) {
    scan =
        source.sweep(
            Family.TIMELINES, Timelines.prefix(first), Keys.behind(Timelines.prefix(last)));
    ahead = skim;
    spare = skim.twin();
    id = first;
  }

  /** Goes to the first signal of {@code sender}, whose key lies behind those asked for before. */
  void begin(Id sender) {
    id = sender;
    value = sender.value().getBytes(StandardCharsets.UTF_8);
    if (!isLoaded || !ahead.isOf(id, value)) {
      isLoaded = load(scan.seek(Timelines.prefix(sender)));
    }
  }

  /** The next signal of the id, or null at its end; good until the one after it is asked for. */
  @Nullable Skim next() {
    if (!hasNext()) {
      return null;
    }
    Skim next = ahead;
    ahead = spare;
    spare = next;
    isLoaded = load(scan.next());
    return next;
  }

  /** The signal behind the one given last, if instant and rank do not tell them apart. */
  @Nullable Skim tied() {
    return hasNext() && ahead.isTiedWith(spare) ? ahead : null;
  }

  private boolean hasNext() {
    return isLoaded && ahead.isOf(id, value);
  }

  /** Reads what the scan stands at; what cannot be read means nothing, as in the fold. */
  private boolean load(boolean isThere) {
    boolean stands = isThere;
    while (stands) {
      byte[] room = ahead.room(0);
      int length = scan.value(room);
      if (length > room.length) {
        scan.value(ahead.room(length));
      }
      try {
        ahead.turn(length);
        return true;
      } catch (DamagedBytes e) {
        stands = scan.next();
      }
    }
    return false;
  }

  @Override
  public void close() {
    scan.close();
  }
}
