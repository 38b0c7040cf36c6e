package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.customer.NameTag;
import dev.attune.customer.Signal;
import dev.attune.step.Sitting;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which customers came, went, got or lost an id, or are called otherwise, commit by commit: what an
 * index of their names must look at again. A commit that changes nothing of that writes nothing
 * here, and any other one entry, however many customers it holds.
 *
 * <pre>
 *   names   number, 8 bytes, highest first  ->  writtenAt long, how many varint, each the text of an id
 * </pre>
 *
 * <p>Numbers have no gaps. An entry is kept until whoever reads has {@linkplain #pass passed} it,
 * and no longer than {@link #KEPT}: who comes later reads all customers anew. Belongs to the fold,
 * but for {@link #pass} and {@link #last}.
 */
final class NameBook {
  /** As long as the outbox. */
  static final Duration KEPT = Outbox.KEPT;

  private final Store store;
  private final SortedSet<Id> noted = new TreeSet<>();
  private volatile long last;
  private volatile long passed;

  NameBook(Store store) {
    this.store = store;
    load();
  }

  /** Some customers, as a commit noted them. */
  record Entry(long number, List<Id> ids) {
    Entry {
      ids = List.copyOf(ids);
    }
  }

  /** Reads what the last commit left. */
  void load() {
    noted.clear();
    last = Meta.named(store);
  }

  /** The number of the newest entry. */
  long last() {
    return last;
  }

  /** A customer came, went, or has other ids than before. */
  void note(Id customer) {
    noted.add(customer);
  }

  /** Whether any of some signals may change what a customer is called. */
  static boolean speaks(List<Signal> signals) {
    for (Signal signal : signals) {
      if (signal.content() instanceof Content.Identify said && NameTag.isOn(said.traits())) {
        return true;
      }
    }
    return false;
  }

  /** Notes a customer who is new, or called otherwise than before. */
  void compare(Id customer, @Nullable CustomerRecord was, Sitting is) {
    if (was == null || !NameTag.of(was.customer().traits()).equals(NameTag.of(is.traits()))) {
      noted.add(customer);
    }
  }

  /** Writes who was noted. */
  void writeTo(Commit commit, Instant now) {
    if (noted.isEmpty()) {
      return;
    }
    BinaryWriter out = new BinaryWriter(16 + 32 * noted.size());
    out.writeLong(now.toEpochMilli()).writeVarint(noted.size());
    noted.forEach(id -> out.writeText(id.toString()));
    commit.put(Family.NAMES, key(last + 1), out.toBytes());
    Meta.named(commit, last + 1);
  }

  /** What was written is true. */
  void committed() {
    if (!noted.isEmpty()) {
      noted.clear();
      long next = last + 1;
      last = next;
    }
  }

  /** Entries up to a number are needed no more. */
  void pass(long number) {
    passed = number;
  }

  /** The entries behind {@code number} up to {@code until}, oldest first; at most {@code most}. */
  static List<Entry> read(Source source, long number, long until, int most) {
    List<Entry> entries = new ArrayList<>();
    if (number >= until) {
      return entries;
    }
    try (Scan scan = source.scan(Family.NAMES, key(number + 1), key(until + 1))) {
      while (entries.size() < most && scan.next()) {
        entries.add(read(scan.key(), scan.value()));
      }
    }
    return entries;
  }

  /** Whom the newest entries behind {@code number} are about; at most so many. */
  static List<Id> newest(Source source, long number, int most) {
    Set<Id> ids = new LinkedHashSet<>();
    try (Scan scan = source.backward(Family.NAMES, key(number + 1), key(Long.MAX_VALUE))) {
      while (ids.size() < most && scan.next()) {
        ids.addAll(read(scan.key(), scan.value()).ids());
      }
    }
    return ids.stream().limit(most).toList();
  }

  /** The number of the first entry that is kept; one more than {@code last} if there is none. */
  static long oldest(Source source, long last) {
    try (Scan scan = source.scan(Family.NAMES, key(0), key(last + 1))) {
      return scan.next() ? number(scan.key()) : last + 1;
    }
  }

  static Entry read(byte[] key, byte[] value) {
    BinaryReader in = new BinaryReader(value);
    in.readLong();
    List<Id> ids = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      ids.add(Id.parse(in.readText()));
    }
    return new Entry(number(key), ids);
  }

  /** Forgets what is passed, or older than {@link #KEPT}. */
  void forgetOld(Instant now) {
    long oldest = now.minus(KEPT).toEpochMilli();
    BiPredicate<Long, byte[]> isOld =
        (number, value) -> number <= passed || new BinaryReader(value).readLong() < oldest;
    long until = 0;
    try (Scan scan = store.scan(Family.NAMES, key(0), key(last + 1))) {
      while (scan.next() && isOld.test(number(scan.key()), scan.value())) {
        until = number(scan.key()) + 1;
      }
    }
    if (until > 0) {
      store.forget(Family.NAMES, key(0), key(until));
    }
  }

  private static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  private static byte[] key(long number) {
    return new BinaryWriter(Long.BYTES).writeLong(number).toBytes();
  }
}
