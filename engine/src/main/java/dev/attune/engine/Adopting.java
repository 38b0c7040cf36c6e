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

  /** How long an adoption waits for the sweep of the one before. */
  private static final Duration TURN = Duration.ofSeconds(20);

  private final Engine engine;
  private final Fold fold;
  private final ReentrantLock lock = new ReentrantLock();

  Adopting(Engine engine, Fold fold) {
    this.engine = engine;
    this.fold = fold;
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
      awaitSwept();
      long position = engine.appendAndWait(new Entry.Adoption(text, who, now));
      if (!engine.await(position, LONGEST)) {
        throw new EngineException(
            EngineException.Kind.OURS, "fold-behind", "the playbook is adopted, and not live yet");
      }
      Version newest = engine.versions().getFirst();
      if (!newest.text().equals(text)) {
        throw new EngineException(
            EngineException.Kind.OURS,
            "not-adopted",
            "the playbook could not be worked out; the log says why, and what held before holds");
      }
      return newest;
    } finally {
      lock.unlock();
    }
  }

  /** Most sweeps take seconds: who adopts next waits for them. */
  private void awaitSwept() {
    boolean isSwept;
    try {
      isSwept = fold.awaitSwept(TURN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isSwept = false;
    }
    if (!isSwept) {
      throw new NoRoom(
          "sweeping",
          "customers are still being folded under the version before: try again after that",
          Duration.ofSeconds(10));
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
