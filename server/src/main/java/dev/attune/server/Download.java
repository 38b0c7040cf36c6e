package dev.attune.server;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is too long for memory, or is made while it is sent. Written at most once, then
 * closed.
 */
interface Download extends AutoCloseable {
  /** As a length: nobody knows how long it will be. */
  long ENDLESS = -1;

  /** How many bytes it has, or {@link #ENDLESS}. */
  long length();

  /**
   * Writes all of it.
   *
   * @throws IOException if it cannot be read, or written; then what was written is of no use
   */
  void writeTo(OutputStream out) throws IOException;

  /** Lets go of what it holds. */
  @Override
  void close();
}
