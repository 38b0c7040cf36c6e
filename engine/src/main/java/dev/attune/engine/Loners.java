package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells, of ids asked for in the order of their keys, which are a customer on their own, so that
 * their timeline is all there is of them. Goes along the records of links as the ids go by, which
 * costs less than looking each up. Belongs to one thread; close it.
 */
final class Loners implements AutoCloseable {
  private final Scan records;
  private final Scan pairs;
  private byte @Nullable [] record;
  private byte @Nullable [] pair;

  /** For ids from {@code first} to {@code last}. */
  Loners(Source source, Id first, Id last) {
    records = source.scan(Family.LINKS, StoredLinks.key(first), Keys.behind(StoredLinks.key(last)));
    pairs =
        source.scan(
            Family.LINKS,
            first.isUser() ? StoredLinks.pairPrefix(first.value()) : new byte[] {'p' + 1},
            last.isUser()
                ? Keys.behind(StoredLinks.pairPrefix(last.value()))
                : new byte[] {'p' + 1});
    record = next(records);
    pair = next(pairs);
  }

  private static byte @Nullable [] next(Scan scan) {
    return scan.next() ? scan.key() : null;
  }

  /** Whether the id is all there is of its customer. */
  boolean isAlone(Id id) {
    byte[] links = record(StoredLinks.key(id));
    if (!id.isUser()) {
      return links == null;
    }
    if (isPaired(StoredLinks.pairPrefix(id.value()))) {
      return false;
    }
    UserLinks known = UserLinks.decode(links);
    return known.canonical() == null && known.words().isEmpty();
  }

  private byte @Nullable [] record(byte[] key) {
    byte[] head = record;
    while (head != null && Arrays.compareUnsigned(head, key) < 0) {
      head = next(records);
    }
    record = head;
    return head != null && Arrays.equals(head, key) ? records.value() : null;
  }

  private boolean isPaired(byte[] prefix) {
    byte[] head = pair;
    while (head != null && Arrays.compareUnsigned(head, prefix) < 0) {
      head = next(pairs);
    }
    pair = head;
    return head != null && Keys.startsWith(head, prefix);
  }

  @Override
  public void close() {
    records.close();
    pairs.close();
  }
}
