package dev.attune.server;

import dev.attune.delivery.Feed;
import dev.attune.delivery.Told;
import dev.attune.engine.Engine;
import dev.attune.engine.Outlet;
import dev.attune.engine.RecordedEffect;
import java.time.Duration;
import java.util.List;

/** The engine's outlet, as delivery hears it: each effect as the API writes it. */
final class EffectFeed implements Feed {
  private final Engine engine;
  private final Outlet outlet;

  EffectFeed(Engine engine) {
    this.engine = engine;
    this.outlet = engine.outlet();
  }

  @Override
  public long last() {
    return outlet.kept().last();
  }

  @Override
  public long oldest() {
    return outlet.kept().oldest();
  }

  @Override
  public List<Told> after(long position, int limit) {
    return outlet.after(position, limit).stream().map(EffectFeed::told).toList();
  }

  private static Told told(RecordedEffect recorded) {
    return new Told(
        recorded.sequence(),
        recorded.effect().id(),
        recorded.effect().change(),
        recorded.withdrawn() != null,
        recorded.foundLate(),
        recorded.effect().at(),
        recorded.settlesAt(),
        () -> EffectShapes.shape(recorded));
  }

  @Override
  public boolean await(long position, Duration most) throws InterruptedException {
    return outlet.await(position, most);
  }

  @Override
  public boolean mayAct(Told opened) {
    return outlet.after(opened.position() - 1, 1).stream()
        .anyMatch(recorded -> recorded.sequence() == opened.position() && engine.mayAct(recorded));
  }
}
