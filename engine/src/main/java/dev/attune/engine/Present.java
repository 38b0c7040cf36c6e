package dev.attune.engine;

import dev.attune.step.Heir;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens customers as they are at an instant, to answer about them; nothing of it is kept. The fold
 * decides with the same as every reader shows. Belongs to the thread that made it.
 */
final class Present {
  private final Source source;
  private final Supplier<Steps> steps;
  private final Timelines timelines;

  Present(Source source, Supplier<Steps> steps, Timelines timelines) {
    this.source = source;
    this.steps = steps;
    this.timelines = timelines;
  }

  /** The customer as they are at {@code now}, or null if nothing was ever heard of them. */
  @Nullable Sitting of(Identity who, Instant now) {
    Step step = steps.get().current();
    byte[] bytes = source.get(Family.CUSTOMERS, Keys.id(who.canonical()));
    boolean waits = source.get(Family.PENDING, Keys.id(who.canonical())) != null;
    CustomerRecord record = bytes == null ? null : CustomerRecord.decode(bytes);
    if (record == null && !waits) {
      return null;
    }
    if (record != null && !waits && record.customer().version() == step.version()) {
      Sitting sitting = step.open(record.customer());
      sitting.reach(now);
      return sitting;
    }
    if (record != null && !waits && !record.troubled()) {
      Optional<Heir> heir = steps.get().open(record.customer());
      if (heir.isPresent()) {
        Sitting sitting = heir.get().sitting();
        sitting.reach(now);
        return sitting;
      }
    }
    List<CustomerRecord> records = record == null ? List.of() : List.of(record);
    return new Refold(steps, timelines, Integer.MAX_VALUE).of(who, records, now).sitting();
  }
}
