package dev.attune.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T17:26:19.271Z");

  @Test
  void readsWhatItWrote() {
    for (Origin origin : Origin.values()) {
      keeps(Envelope.of("shop", origin, NOW));
      keeps(Envelope.of("shop", origin, NOW).of(Kind.FEEDBACK).upTo(Envelope.RECORD_LIMIT));
    }
    for (Kind kind : Kind.values()) {
      keeps(Envelope.of("shop", Origin.SERVER, NOW).of(kind));
    }
    String body = "{'sentAt':'2026-11-21T17:26:19.123456789Z','context':{'ip':'x'},'batch':[]}";
    Batch batch = Batch.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    keeps(Envelope.of("shop", Origin.BROWSER, NOW).in(batch));
  }

  private static void keeps(Envelope envelope) {
    BinaryWriter out = new BinaryWriter();
    envelope.write(out);
    Envelope read = Envelope.read(new BinaryReader(out.toBytes()));

    assertThat(read).usingRecursiveComparison().ignoringFields("context").isEqualTo(envelope);
    assertThat(text(read.context())).isEqualTo(text(envelope.context()));
  }

  private static Optional<String> text(Optional<byte[]> context) {
    return context.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
