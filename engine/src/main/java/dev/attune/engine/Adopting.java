package dev.attune.engine;

import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/** Adopts playbooks, one after the other. Thread-safe. */
final class Adopting {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Engine engine;
  private final Books books;
  private final ReentrantLock lock = new ReentrantLock();

  Adopting(Engine engine, Books books) {
    this.engine = engine;
    this.books = books;
  }

  /** See {@link Engine#adopt(String, String, OptionalInt)}. */
  Version adopt(String text, String who, OptionalInt basedOn, Instant now) {
    if (new PlaybookReader().read(text) instanceof Checked.Refused refused) {
      throw new BadPlaybook(refused.problems());
    }
    lock.lock();
    try {
      if (basedOn.isPresent()) {
        checkBase(basedOn.getAsInt());
      }
      if (books.sweep != null) {
        throw new NoRoom(
            "sweeping",
            "customers are still being folded under the version before: try again after that",
            Duration.ofSeconds(10));
      }
      long position = engine.appendAndWait(new Entry.Adoption(text, who, now));
      if (!engine.await(position, LONGEST)) {
        throw new EngineException(
            EngineException.Kind.OURS, "fold-behind", "the playbook is adopted, and not live yet");
      }
      return engine.versions().getFirst();
    } finally {
      lock.unlock();
    }
  }

  private void checkBase(int basedOn) {
    engine.versions().stream()
        .findFirst()
        .filter(current -> current.number() != basedOn)
        .ifPresent(current -> {
          throw new AdoptedMeanwhile(basedOn, current);
        });
  }
}
