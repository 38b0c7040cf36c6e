package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.Suggestions;
import dev.attune.playbook.Playbook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Attune suggests, kept for ten minutes or until another version holds: to look through a
 * sample of all timelines takes seconds. Any thread; one looks, the others wait for it.
 */
final class Suggested {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Engine engine;
  private final InstantSource clock;
  private final Object looking = new Object();
  private volatile @Nullable Found found;

  private record Found(Optional<Playbook> held, Instant at, Suggestions all) {}

  Suggested(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What was found lately, if anybody looked. */
  Optional<Suggestions> lately() {
    Found last = found;
    return last != null
            && last.held().equals(engine.playbook())
            && last.at().plus(KEPT).isAfter(clock.instant())
        ? Optional.of(last.all())
        : Optional.empty();
  }

  /** The same; looks where nobody did. */
  Suggestions now() {
    synchronized (looking) {
      Optional<Suggestions> lately = lately();
      if (lately.isPresent()) {
        return lately.get();
      }
      Optional<Playbook> held = engine.playbook();
      Suggestions all = engine.suggestions();
      found = new Found(held, clock.instant(), all);
      return all;
    }
  }
}
