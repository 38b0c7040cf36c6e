package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer ends, on connections that stay open. */
class ResponseTest {
  /** A server that keeps the connection: whoever reads on would wait for ever. */
  private static InputStream kept(String answer) {
    InputStream open =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("reads on where nothing will come");
          }

          @Override
          public int read(byte[] into, int from, int most) {
            return read();
          }
        };
    byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
    return new SequenceInputStream(new ByteArrayInputStream(bytes), open);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nConnection: keep-alive\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok",
      })
  void readsNoFurtherThanTheAnswerGoes(String answer) throws IOException {
    assertThat(Response.read(kept(answer))).isInstanceOf(Outcome.Taken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 500 No\r\n\r\nwhatever",
        "HTTP/1.1 500 No\r\nContent-Length: 99999999999\r\n\r\nshort",
        "HTTP/1.1 500 No\r\nContent-Length: none\r\n\r\nshort",
        "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nshort",
      })
  void takesTheStatusWhateverTheBodySays(String answer) throws IOException {
    InputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII));

    assertThat(Response.read(in)).isInstanceOf(Outcome.Declined.class);
  }
}
