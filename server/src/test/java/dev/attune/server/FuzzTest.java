package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is sent, it is never our failure, and the next good request is served. */
class FuzzTest {
  private static final List<String> PATHS =
      List.of(
          "/v1/identify",
          "/v1/track",
          "/v1/t",
          "/v1/batch",
          "/v1/alias",
          "/v1/group",
          "/api/feedback",
          "/api/signals",
          "/x/import",
          "/v1/projects/x/settings",
          "/api/customers/%2F",
          "//",
          "/v1/batch//");

  private static final List<String> SEEDS =
      List.of(
          "{\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"properties\":{\"a\":[1,2.5e3,null,true]},\"timestamp\":\"2026-01-01T00:00:00.000Z\"}],\"sentAt\":\"2026-01-01T00:00:00Z\",\"context\":{\"timezone\":\"Europe/Rome\"}}",
          "{\"type\":\"identify\",\"userId\":7,\"anonymousId\":\"a\",\"traits\":{\"email\":\"x\",\"n\":-0.0,\"deep\":{\"er\":{}}}}",
          "{\"type\":\"corrected\",\"first\":\"user:a\",\"second\":\"anonymous:b\",\"verdict\":\"same\",\"by\":\"x\"}",
          "{\"type\":\"understood\",\"userId\":\"u\",\"feedback\":{\"source\":\"s\",\"messageId\":\"m\"},\"sentiment\":1e999}",
          "{\"type\":\"feedback\",\"userId\":\"\\ud800\",\"text\":\"\\u0000\",\"rating\":\"many\"}");

  /** Started by the first who asks. */
  private static final class Server {
    static final Path DIRECTORY = directory();
    static final Running RUNNING = Running.on(DIRECTORY);

    private static Path directory() {
      try {
        return Files.createTempDirectory("attune-fuzz");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterContainer
  static void stop() throws IOException {
    Server.RUNNING.close();
    try (Stream<Path> files = Files.walk(Server.DIRECTORY)) {
      files.sorted(Comparator.reverseOrder()).forEach(FuzzTest::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void survivesMutatedMessages(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    byte[] body =
        mutated(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8), random);
    String path = PATHS.get(random.nextInt(PATHS.size()));
    check(path, body);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void survivesNoise(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(max = 5_000) int size) {
    Random random = new Random(seed);
    byte[] body = new byte[size];
    random.nextBytes(body);
    if (size > 2 && random.nextBoolean()) {
      body[0] = 0x1f;
      body[1] = (byte) 0x8b;
    }
    check(PATHS.get(random.nextInt(PATHS.size())), body);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void survivesDepth(@ForAll @IntRange(min = 1, max = 100_000) int depth) {
    check(
        "/v1/track",
        ("{\"userId\":\"u\",\"event\":\"E\",\"properties\":" + "{\"a\":".repeat(depth))
            .getBytes(StandardCharsets.UTF_8));
    check(
        "/v1/batch",
        ("{\"batch\":[" + "[".repeat(depth) + "]".repeat(depth) + "]}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void check(String path, byte[] body) {
    Request local = Request.local("POST", path, body);
    Request request =
        new Request(
            local.method(),
            local.path(),
            local.names(),
            local.query(),
            java.util.Map.of("authorization", Running.basic(Server.RUNNING.serverKey)),
            limit -> Bodies.read(new java.io.ByteArrayInputStream(body), -1, limit),
            "test",
            java.util.Optional.empty());
    Answer answer = Server.RUNNING.server.answer(request);
    assertThat(answer.status())
        .as(() -> path + " " + Base64.getEncoder().encodeToString(body))
        .isLessThan(500);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte each : seed) {
      bytes.add(each);
    }
    for (int i = random.nextInt(6); i >= 0 && !bytes.isEmpty(); i--) {
      int at = random.nextInt(bytes.size());
      switch (random.nextInt(4)) {
        case 0 -> bytes.set(at, (byte) random.nextInt(256));
        case 1 -> bytes.remove(at);
        case 2 ->
            bytes.addAll(
                at,
                List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(40)))));
        default -> bytes.subList(at, bytes.size()).clear();
      }
    }
    byte[] result = new byte[bytes.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = bytes.get(i);
    }
    return result;
  }
}
