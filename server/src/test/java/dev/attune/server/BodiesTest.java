package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final int LIMIT = 500 * 1024;

  @Test
  void readsWhatItIsGivenWhateverItsSize() {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 100, 16_383, 16_384, 16_385, 100_000, LIMIT}) {
      byte[] body = new byte[size];
      random.nextBytes(body);
      if (size > 0) {
        body[0] = '{';
      }
      assertThat(Bodies.read(in(body), size, LIMIT)).isEqualTo(body);
      assertThat(Bodies.read(in(body), -1, LIMIT)).isEqualTo(body);
      assertThat(Bodies.read(in(packed(body)), -1, 2 * LIMIT)).isEqualTo(body);
    }
  }

  @Test
  void refusesMoreThanTheLimitBeforeAndWhileReading() {
    InputStream untouched = in(new byte[10]);
    refuses(413, () -> Bodies.read(untouched, Bodies.MOST_PASSED_OVER + 1L, LIMIT));
    assertThat(untouched).isNotEmpty();
    refuses(413, () -> Bodies.read(in(new byte[LIMIT + 1]), LIMIT + 1L, LIMIT));
    refuses(413, () -> Bodies.read(in(new byte[LIMIT + 1]), -1, LIMIT));
  }

  @Test
  void takesInTheRestOfWhatItRefusesSoThatTheCallerReadsWhy() {
    InputStream announced = in(new byte[3 * LIMIT]);
    refuses(413, () -> Bodies.read(announced, 3 * LIMIT, LIMIT));
    assertThat(announced).isEmpty();

    InputStream unannounced = in(new byte[3 * LIMIT]);
    refuses(413, () -> Bodies.read(unannounced, -1, LIMIT));
    assertThat(unannounced).isEmpty();
  }

  @Test
  void cutsABombWhileUnpacking() {
    byte[] zeros = new byte[LIMIT];
    assertThat(packed(zeros).length).isLessThan(2_000);

    refuses(413, () -> Bodies.read(in(packed(zeros)), -1, LIMIT));
    refuses(413, () -> Bodies.read(in(packed(new byte[50_000_000])), -1, LIMIT));
  }

  @Test
  void refusesBodiesThatEndEarlyOrArePackedWrongly() {
    byte[] packed = packed("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    refuses(400, () -> Bodies.read(in(Arrays.copyOf(packed, packed.length - 9)), -1, LIMIT));
    refuses(400, () -> Bodies.read(in(new byte[10]), 20, LIMIT));
    packed[12] ^= 0x55;
    refuses(400, () -> Bodies.read(in(packed), -1, LIMIT));
  }

  @Test
  void refusesSilence() {
    InputStream silent = failing(new SocketTimeoutException());
    refuses(408, () -> Bodies.read(silent, 10, LIMIT));
  }

  private static void refuses(int status, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }

  private static InputStream failing(IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw failure;
      }
    };
  }

  private static ByteArrayInputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
