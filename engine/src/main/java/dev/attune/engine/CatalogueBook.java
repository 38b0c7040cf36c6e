package dev.attune.engine;

import dev.attune.customer.Kind;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.StoredSignal;
import dev.attune.wire.StoredSignal.Glimpse;
import dev.attune.wire.StoredSignal.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events, properties and traits that were really seen. Counts are exact and kept with the
 * fold's position; at most {@value #EVENTS} events and {@value #NAMES} names each are told apart,
 * what comes beyond is not noted.
 *
 * <pre>
 *   catalogue   event in UTF-8 (empty for traits)  ->  own numbers, names varint, each: name text, numbers;
 *                                                      then a {@link Rhythm}, which older pages lack
 *   numbers     count varint, first long, last long, then five varints: of which type how often
 * </pre>
 *
 * <p>Belongs to the fold; {@link #read} is for any thread.
 */
final class CatalogueBook implements Glimpse {
  static final int EVENTS = 2_000;
  static final int NAMES = 500;

  private static final String TRAITS = "";
  private static final ValueType[] TYPES = {
    ValueType.TEXT, ValueType.NUMBER, ValueType.FLAG, ValueType.LIST, ValueType.OBJECT
  };

  private final Source source;
  private final Map<String, Page> pages = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private @Nullable Page open;
  private long at;

  CatalogueBook(Source source) {
    this.source = source;
    load();
  }

  /** Reads what the last commit left. */
  void load() {
    pages.clear();
    changed.clear();
    try (Scan scan = source.scan(Family.CATALOGUE, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        byte[] key = scan.key();
        pages.put(Keys.text(key, 0, key.length), Page.decode(scan.value()));
      }
    }
  }

  /** A signal comes; its properties are told next. */
  void note(StoredSignal signal) {
    at = signal.occurredAt().toEpochMilli();
    page(signal.event());
    if (open != null) {
      open.own.count(at, null);
      open.rhythm.note(at);
    }
    if (signal.kind() == Kind.IDENTIFY) {
      page(TRAITS);
    }
  }

  private void page(String event) {
    open = pages.get(event);
    if (open == null && (pages.size() < EVENTS || event.isEmpty())) {
      open = new Page();
      pages.put(event, open);
    }
    if (open != null) {
      changed.add(event);
    }
  }

  @Override
  public void property(String name, ValueType type) {
    if (open == null) {
      return;
    }
    Numbers numbers = open.names.get(name);
    if (numbers == null) {
      if (open.names.size() >= NAMES) {
        return;
      }
      numbers = new Numbers();
      open.names.put(name, numbers);
    }
    numbers.count(at, type);
  }

  /** How an event used to come, or null if it was never seen. */
  @Nullable Rhythm rhythm(String event) {
    Page page = pages.get(event);
    return page == null ? null : page.rhythm;
  }

  /** Writes what changed. */
  void writeTo(Commit commit) {
    for (String event : changed) {
      Page page = pages.get(event);
      if (page != null) {
        commit.put(Family.CATALOGUE, event.getBytes(StandardCharsets.UTF_8), page.encode());
      }
    }
    changed.clear();
  }

  /** Everything noted, by event and name. */
  static List<CatalogueEntry> read(Source source) {
    List<CatalogueEntry> entries = new ArrayList<>();
    try (Scan scan = source.scan(Family.CATALOGUE, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        byte[] key = scan.key();
        String event = Keys.text(key, 0, key.length);
        Page page = Page.decode(scan.value());
        if (!event.isEmpty()) {
          entries.add(page.own.entry(event, ""));
        }
        new TreeMap<>(page.names)
            .forEach((name, numbers) -> entries.add(numbers.entry(event, name)));
      }
    }
    return entries;
  }

  /** One event and its properties, or all traits. */
  private static final class Page {
    private final Numbers own = new Numbers();
    private final Rhythm rhythm = new Rhythm();
    private final Map<String, Numbers> names = new HashMap<>();

    byte[] encode() {
      BinaryWriter out = new BinaryWriter(512);
      own.write(out);
      out.writeVarint(names.size());
      names.forEach((name, numbers) -> {
        out.writeText(name);
        numbers.write(out);
      });
      rhythm.write(out);
      return out.toBytes();
    }

    static Page decode(byte[] bytes) {
      BinaryReader in = new BinaryReader(bytes);
      Page page = new Page();
      page.own.read(in);
      int count = in.readCount();
      for (int i = 0; i < count; i++) {
        Numbers numbers = new Numbers();
        String name = in.readText();
        numbers.read(in);
        page.names.put(name, numbers);
      }
      if (in.remaining() > 0) {
        page.rhythm.read(in);
      }
      return page;
    }
  }

  @SuppressWarnings("EnumOrdinal") // In memory only: TYPES is the order in which they are written.
  private static final class Numbers {
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final long[] types = new long[TYPES.length];

    void count(long at, @Nullable ValueType type) {
      count++;
      first = Math.min(first, at);
      last = Math.max(last, at);
      if (type != null) {
        types[type.ordinal()]++;
      }
    }

    void write(BinaryWriter out) {
      out.writeVarint(count).writeLong(first).writeLong(last);
      for (ValueType type : TYPES) {
        out.writeVarint(types[type.ordinal()]);
      }
    }

    void read(BinaryReader in) {
      count = in.readVarint();
      first = in.readLong();
      last = in.readLong();
      for (ValueType type : TYPES) {
        types[type.ordinal()] = in.readVarint();
      }
    }

    CatalogueEntry entry(String event, String name) {
      Map<ValueType, Long> seen = new EnumMap<>(ValueType.class);
      for (ValueType type : TYPES) {
        if (types[type.ordinal()] > 0) {
          seen.put(type, types[type.ordinal()]);
        }
      }
      return new CatalogueEntry(
          event, name, count, seen, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
    }
  }
}
