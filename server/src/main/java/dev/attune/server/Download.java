package dev.attune.server;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is too long for memory. Written at most once, then closed. */
interface Download extends AutoCloseable {
  /** How many bytes it has. */
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
