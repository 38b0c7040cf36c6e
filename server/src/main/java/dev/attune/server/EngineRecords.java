package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.people.Records;
import dev.attune.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps people and sessions with the engine's settings, so that they survive what signals survive
 * and are in every backup. What was written is safe when the journal has it; nobody waits until it
 * is folded, which takes long while much comes in.
 */
final class EngineRecords implements Records {
  private final Engine engine;
  private final long opened;

  /** Reads what was written before now. */
  EngineRecords(Engine engine) {
    this.engine = engine;
    this.opened = engine.progress().appended();
  }

  /** What is folded by now, which may not be all; keeps nothing. */
  static Records folded(Engine engine) {
    return new Records() {
      @Override
      public Map<String, Data> all(String prefix) {
        return EngineRecords.all(engine, prefix);
      }

      @Override
      public void write(String key, Optional<Data> value) {
        throw new IllegalStateException("only to look at");
      }
    };
  }

  @Override
  public Map<String, Data> all(String prefix) {
    engine.await(opened);
    return all(engine, prefix);
  }

  private static Map<String, Data> all(Engine engine, String prefix) {
    Map<String, Data> all = new LinkedHashMap<>();
    for (String key : engine.settingKeys(prefix)) {
      engine.setting(key).ifPresent(value -> all.put(key, Json.read(value)));
    }
    return all;
  }

  @Override
  public void write(String key, Optional<Data> value) {
    long unused = engine.appendAndWait(new Entry.Setting(key, value.map(Json::write)));
  }
}
