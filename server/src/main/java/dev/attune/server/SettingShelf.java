package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.Shelf;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What delivery keeps, among the engine's administration: synced, and in every backup. */
final class SettingShelf implements Shelf {
  private final Engine engine;

  SettingShelf(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Optional<Data> read(String key) {
    return engine.setting(key).map(Json::read);
  }

  @Override
  public List<String> keys(String prefix) {
    return engine.settingKeys(prefix);
  }

  @Override
  public void write(Map<String, Optional<Data>> changes) {
    List<CompletableFuture<Long>> synced = new ArrayList<>(changes.size());
    changes.forEach(
        (key, value) -> synced.add(engine.append(new Entry.Setting(key, value.map(Json::write)))));
    for (CompletableFuture<Long> each : synced) {
      engine.await(each.join());
    }
  }
}
