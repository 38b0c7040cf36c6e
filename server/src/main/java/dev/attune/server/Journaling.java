package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.EngineException;
import dev.attune.engine.Entry;
import dev.attune.engine.NoRoom;
import dev.attune.engine.Reject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Writes to the journal and waits for the sync, in the words of the API. */
final class Journaling {
  private Journaling() {}

  /**
   * Keeps both, or says that neither is acknowledged.
   *
   * @throws Refusal if there is no room
   */
  static void keep(Engine engine, Entry.Signals signals, List<Reject> rejects) {
    try {
      CompletableFuture<Long> first = signals.signals().isEmpty() ? null : engine.append(signals);
      CompletableFuture<Long> second =
          rejects.isEmpty() ? null : engine.append(new Entry.Rejects(rejects));
      if (first != null) {
        first.join();
      }
      if (second != null) {
        second.join();
      }
    } catch (NoRoom e) {
      throw noRoom(e);
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /**
   * Writes one entry; comes back when the fold has passed it, so that every reader sees it.
   *
   * @throws Refusal if there is no room
   */
  static void settle(Engine engine, Entry entry) {
    try {
      engine.await(engine.append(entry).join());
    } catch (NoRoom e) {
      throw noRoom(e);
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(CompletionException e) {
    return switch (e.getCause()) {
      case NoRoom noRoom -> noRoom(noRoom);
      case EngineException failed -> failed;
      case null, default -> e;
    };
  }

  private static Refusal noRoom(NoRoom e) {
    return Refusal.noRoom(String.valueOf(e.getMessage()), e.retryAfter());
  }
}
