package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.Interest;
import dev.attune.engine.Outlet;
import dev.attune.engine.RecordedEffect;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tells one listener of effects as server-sent events, from a place on and for as long as they may
 * and want to hear.
 *
 * <pre>
 *   id: 4711                  the effect's place among all; to be sent back as Last-Event-ID
 *   event: opened             its kind, or withdrawn
 *   data: {"position": 4711, "id": ..., "kind": "opened", "rule": ..., "customer": ..., ...}
 * </pre>
 *
 * <p>It reads from the outbox at the listener's own pace, so a slow one costs no memory. An id
 * without data moves the listener's place on where what was recorded is not for them.
 *
 * <p>Used by one thread.
 */
final class EffectStream implements Download {
  static final String TYPE = "text/event-stream";

  private static final int PIECE = 100;
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();

  private final Outlet outlet;
  private final EffectFilter filter;
  private final BooleanSupplier mayHear;
  private final Runnable ended;
  private long position;
  private long lastWrite = System.nanoTime();
  private boolean isClosed;

  /**
   * Begins behind {@code position}.
   *
   * @param ended run once, when nobody listens any more
   */
  EffectStream(
      Outlet outlet, EffectFilter filter, long position, BooleanSupplier mayHear, Runnable ended) {
    this.outlet = outlet;
    this.filter = filter;
    this.position = position;
    this.mayHear = mayHear;
    this.ended = ended;
  }

  @Override
  public long length() {
    return ENDLESS;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    // Where they are, so that who is cut off before the first effect misses none.
    say(out, "retry: 1000\nid: %d\n\n".formatted(position));
    try {
      while (mayHear.getAsBoolean() && tell(out)) {
        if (System.nanoTime() - lastWrite > HEARTBEAT_NANOS) {
          say(out, ": still here\nid: %d\n\n".formatted(position));
        }
        boolean unused = outlet.await(position, LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what there is; says whether nothing was missed. */
  private boolean tell(OutputStream out) throws IOException {
    List<RecordedEffect> more = outlet.after(position, PIECE);
    StringBuilder text = new StringBuilder();
    for (RecordedEffect told : more) {
      if (told.sequence() != position + 1) {
        // What comes next was forgotten meanwhile: asked again, the answer says so.
        return false;
      }
      position = told.sequence();
      if (filter.matches(told)) {
        append(text, told);
      }
    }
    if (!text.isEmpty()) {
      say(out, text.toString());
    }
    return true;
  }

  private static void append(StringBuilder text, RecordedEffect told) {
    Data shape = EffectShapes.shape(told);
    String event = told.withdrawn() == null ? shape.text("kind") : Interest.WITHDRAWN;
    text.append("id: ").append(told.sequence()).append("\nevent: ").append(event);
    text.append("\ndata: ").append(Json.text(shape)).append("\n\n");
  }

  private void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    lastWrite = System.nanoTime();
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      ended.run();
    }
  }
}
