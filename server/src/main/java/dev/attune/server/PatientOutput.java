package dev.attune.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes to a caller who must go on reading: each piece has to be taken in time. */
final class PatientOutput extends OutputStream {
  private final OutputStream out;
  private final Patience patience;

  PatientOutput(OutputStream out, Patience patience) {
    this.out = out;
    this.patience = patience;
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      patience.await(() -> {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (Refusal tooSlow) {
      throw new IOException("the caller stopped reading", tooSlow);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
