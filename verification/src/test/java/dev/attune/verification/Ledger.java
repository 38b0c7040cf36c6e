package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Id;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.RecordedEffect;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a data directory holds, read through an engine that this process opens on it, and held
 * against what its senders know.
 */
final class Ledger implements AutoCloseable {
  private final Engine engine;

  private Ledger(Engine engine) {
    this.engine = engine;
  }

  /** Opens a directory on which no server runs, and waits until all of its journal is folded. */
  static Ledger open(Path data) {
    Engine engine = Engine.open(data, EngineConfig.usual().withReserve(0), InstantSource.system());
    long last = engine.progress().appended();
    assertThat(engine.await(last, Duration.ofSeconds(60))).as("folded to " + last).isTrue();
    return new Ledger(engine);
  }

  /** Every acknowledged signal is there, and nothing is there twice. */
  void holdsOnce(Map<String, Set<String>> acknowledged) {
    acknowledged.forEach((customer, messages) -> {
      List<String> there = timeline(Id.parse(customer));
      assertThat(there).as(customer).doesNotHaveDuplicates().containsAll(messages);
    });
  }

  private List<String> timeline(Id customer) {
    List<String> messages = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = engine.timeline(customer, cursor, 500);
      for (StoredSignal signal : page.items()) {
        messages.add(signal.id().messageId());
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return messages;
  }

  /** No number is left out, and no effect stands twice or is withdrawn before it stood. */
  List<RecordedEffect> recordsOnce() {
    List<RecordedEffect> records = new ArrayList<>();
    Map<String, Boolean> stands = new HashMap<>();
    long sequence = 0;
    for (List<RecordedEffect> more = engine.effects(0, 5_000);
        !more.isEmpty();
        more = engine.effects(sequence, 5_000)) {
      for (RecordedEffect record : more) {
        assertThat(record.sequence()).isEqualTo(++sequence);
        boolean standsNow = record.withdrawn() == null;
        Boolean stoodBefore = stands.put(record.effect().id(), standsNow);
        assertThat(Boolean.TRUE.equals(stoodBefore))
            .as("record %s of %s", record, record.customer())
            .isNotEqualTo(standsNow);
        records.add(record);
      }
    }
    return records;
  }

  /** Each customer with enough hits has one moment and one membership that stand; others none. */
  void settledAsCounted(List<RecordedEffect> records, Map<String, Set<String>> signals) {
    Map<String, RecordedEffect> newest = new HashMap<>();
    records.forEach(record -> newest.put(record.effect().id(), record));
    Map<String, Integer> opened = new TreeMap<>();
    Map<String, Integer> entered = new TreeMap<>();
    for (RecordedEffect record : newest.values()) {
      if (record.withdrawn() == null) {
        switch (record.effect().change()) {
          case Change.Opened(String rule, String key) when rule.equals("fifth-hit") ->
              opened.merge(String.valueOf(record.customer()), 1, Integer::sum);
          case Change.Entered(String rule) ->
              entered.merge(String.valueOf(record.customer()), 1, Integer::sum);
          default -> {}
        }
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    signals.forEach((customer, messages) -> {
      if (messages.size() >= Crowd.MANY) {
        expected.put(customer, 1);
      }
    });
    assertThat(opened).isEqualTo(expected);
    assertThat(entered).isEqualTo(expected);
    assertThat(members("frequent")).isEqualTo(expected.keySet());
  }

  private Set<String> members(String segment) {
    Set<String> members = new HashSet<>();
    engine
        .members(segment, Optional.empty(), 500)
        .items()
        .forEach(member -> members.add(member.customer().toString()));
    return members;
  }

  @Override
  public void close() {
    engine.close();
  }
}
