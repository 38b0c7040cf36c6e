package dev.attune.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes to a caller who must go on reading: each piece has to be taken in time. */
final class PatientOutput extends OutputStream {
  private interface Writing {
    void run() throws IOException;
  }

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
    inTime(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    inTime(out::flush);
  }

  @Override
  public void close() throws IOException {
    inTime(out::close);
  }

  private void inTime(Writing writing) throws IOException {
    try {
      patience.await(() -> {
        try {
          writing.run();
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
}
