package dev.attune.audit;

import java.util.List;
import java.util.Optional;

/** Where the chain is kept: pieces of some lines each, under the number of their first entry. */
public interface AuditStore {
  /** Keeps a piece; comes back once it is safe, and throws if that is not known. */
  void append(long first, byte[] lines);

  /** The numbers of pieces behind {@code after}, at most so many, in order. */
  List<Long> pieces(long after, int limit);

  /** A piece. */
  Optional<byte[]> piece(long first);

  /** Waits until all that was appended can be read, also by who had it open before. */
  void settle();
}
