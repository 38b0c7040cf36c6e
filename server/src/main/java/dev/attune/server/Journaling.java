package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.EngineException;
import dev.attune.engine.Entry;
import dev.attune.engine.NoRoom;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Writes to the journal and waits for the sync, in the words of the API. */
final class Journaling {
  private Journaling() {}

  /**
   * Keeps all of them, or says that none is acknowledged.
   *
   * @throws Refusal if there is no room
   */
  static void keep(Engine engine, Entry... entries) {
    keep(engine, List.of(entries));
  }

  /** As {@link #keep(Engine, Entry...)}. */
  static void keep(Engine engine, List<Entry> entries) {
    try {
      long unused = engine.append(entries).join();
    } catch (NoRoom e) {
      throw noRoom(e);
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /**
   * Says at once if there is no room, before much is read in vain.
   *
   * @throws Refusal if there is none
   */
  static void checkRoom(Engine engine) {
    try {
      engine.checkRoom();
    } catch (NoRoom e) {
      throw noRoom(e);
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
