package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What an engine knows, as far as people can tell. */
record Knowledge(List<String> timelines, TreeSet<String> effects, List<String> desk) {

  /** Of an engine in which nothing is left to do. */
  static Knowledge of(Engine engine) {
    List<String> timelines = new ArrayList<>();
    for (Id id : engine.customers(Optional.empty(), 100).items()) {
      timelines.add(id + " " + engine.timeline(id, Optional.empty(), 10_000).items());
    }
    Shop.eventually(() -> engine.progress().lagSignals() == 0);
    TreeSet<String> effects = new TreeSet<>();
    try (Scan scan = engine.source().scan(Family.EFFECTS, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        EffectRecord record = EffectRecord.decode(scan.value());
        if (record.stands()) {
          assertThat(effects.add(record.effect().id())).as("recorded once").isTrue();
        }
      }
    }
    List<String> desk = new ArrayList<>();
    engine
        .moments(MomentQuery.open())
        .items()
        .forEach(m -> desk.add(m.customer() + " " + m.rule() + " " + m.openedAt() + m.triggers()));
    return new Knowledge(timelines, effects, desk);
  }
}
