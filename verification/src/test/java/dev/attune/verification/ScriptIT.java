package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.customer.Data;
import dev.attune.simulator.Message;
import dev.attune.simulator.Simulation;
import dev.attune.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./attune} as people run it: the demo, and how it makes servers start quickly. */
class ScriptIT {
  private static final boolean WHOLE = Boolean.getBoolean("attune.long");
  private static final int CUSTOMERS = WHOLE ? 5_000 : 1_000;
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);
  private static final Duration LOADED = Duration.ofSeconds(60);
  private static final Duration LIFE_GOES_ON = Duration.ofSeconds(30);
  private static final Pattern COUNT = Pattern.compile("([0-9,]+) signals are in and folded");
  private static final String PREPARING = "attune: preparing for quick starts...";

  @TempDir private static Path home;

  private static Path script = Path.of("");
  private static String first = "";

  @BeforeAll
  static void run() {
    script = Checkout.script(home);
    first = attune("--version");
  }

  private static String attune(String... arguments) {
    return Tool.at(script)
        .run(home, Map.of("JAVA_HOME", System.getProperty("java.home")), arguments);
  }

  @Test
  void preparesOnceForQuickStarts() {
    assertThat(first).startsWith(PREPARING).endsWith("attune 0.1.0\n");
    assertThat(home.resolve("server/target/start-cache")).isNotEmptyFile();
    assertThat(attune("--version")).isEqualTo("attune 0.1.0\n");
  }

  @Test
  void preparesAnewForAnotherBuild() throws IOException {
    attune("--version");
    Instant later =
        Files.getLastModifiedTime(home.resolve("server/target/start-cache.of")).toInstant();
    Files.setLastModifiedTime(
        home.resolve("target/built-server"), FileTime.from(later.plusMillis(10)));

    assertThat(attune("--version")).isEqualTo(PREPARING + "\nattune 0.1.0\n");
  }

  @Test
  void runsWithoutACacheThatIsOfNoUse() throws IOException {
    Path cache = home.resolve("server/target/start-cache");
    byte[] good = Files.readAllBytes(cache);
    try {
      Files.write(cache, new byte[10_000]);
      assertThat(attune("--version")).isEqualTo("attune 0.1.0\n");
      Files.delete(cache);
      assertThat(attune("--version")).isEqualTo("attune 0.1.0\n");
    } finally {
      Files.write(cache, good);
    }
  }

  @Test
  void showsACompanyAtWork() throws IOException {
    assumeTrue(Tool.named("curl").isThere(), "needs curl: apt-get install curl");
    Path directory = home.resolve("demo");
    long begin = System.nanoTime();
    try (ServerProcess demo = ServerProcess.demo(script, directory, CUSTOMERS).start()) {
      assertThat(demo.get("/health/ready").status()).isEqualTo(200);
      Eventually.within(
          FIRST_ANSWER.minusNanos(System.nanoTime() - begin),
          () -> demo.get("/api/customers/" + someone(directory)).status() == 200,
          demo::output);
      assertThat(demo.output()).doesNotContain("in and folded");
      Map<String, Data> early = runCurls(demo);
      assertThat(early).hasSize(3);

      Eventually.within(
          LOADED.minusNanos(System.nanoTime() - begin),
          () -> demo.output().contains("Life goes on"),
          demo::output);
      isWhole(demo, directory);
      Map<String, Data> late = runCurls(demo);
      assertThat(late).hasSize(5);
      assertThat(Reply.list(answer(late, "/api/moments?limit=3"), "moments")).hasSize(3);
      assertThat(Reply.list(answer(late, "/why/"), "comparisons")).isNotEmpty();
      assertThat(demo.get("/api/customers/user:you").status()).isEqualTo(200);
      double before = demo.metric("attune_intake_acknowledged_total");
      Eventually.within(
          LIFE_GOES_ON,
          () -> demo.metric("attune_intake_acknowledged_total") > before,
          demo::output);
    }
  }

  private static Data answer(Map<String, Data> answers, String of) {
    return answers.entrySet().stream()
        .filter(each -> each.getKey().contains(of))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** Somebody in the truth, who was there from the beginning. */
  private static String someone(Path directory) {
    return people(directory).stream()
        .filter(person ->
            Instant.parse(String.valueOf(person.text("joined"))).isBefore(span(directory, "from")))
        .map(person -> "user:" + person.text("userId"))
        .findFirst()
        .orElse("nobody-yet");
  }

  /** Runs every line that the demo told people to try, in a shell. */
  private static Map<String, Data> runCurls(ServerProcess demo) {
    Map<String, Data> answers = new HashMap<>();
    demo.output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("curl "))
        .forEach(line -> {
          Data answer = Json.read(Tool.named("sh").run(home, "-c", line));
          assertThat(answer.text("code") == null).as("%s: %s", line, answer).isTrue();
          answers.put(line, answer);
        });
    return answers;
  }

  /** As many signals as the company sent, and of some customers each that it sent. */
  private static void isWhole(ServerProcess demo, Path directory) {
    Instant to = span(directory, "to");
    Simulation again = Simulation.of(1, CUSTOMERS, span(directory, "from"), to);
    List<String> some =
        people(directory).stream()
            .limit(20)
            .map(person -> String.valueOf(person.text("userId")))
            .toList();
    Map<String, TreeSet<String>> sent = new HashMap<>();
    long count = 0;
    Iterator<Message> messages = again.messages().iterator();
    while (messages.hasNext()) {
      Data json = Json.read(messages.next().json());
      sent.computeIfAbsent(String.valueOf(json.text("userId")), user -> new TreeSet<>())
          .add(String.valueOf(json.text("messageId")));
      count++;
    }
    Matcher said = COUNT.matcher(demo.output());
    assertThat(said.find()).isTrue();
    assertThat(Long.parseLong(said.group(1).replace(",", ""))).isEqualTo(count);
    assertThat(demo.metric("attune_intake_acknowledged_total"))
        .isGreaterThanOrEqualTo((double) count);
    assertThat(demo.get("/api/rejects").list("rejects")).isEmpty();
    for (String user : some) {
      assertThat(demo.timeline("user:" + user))
          .containsAll(sent.getOrDefault(user, new TreeSet<>()));
    }
  }

  private static Instant span(Path directory, String edge) {
    return Instant.parse(String.valueOf(truth(directory).getFirst().text(edge)));
  }

  private static List<Data> people(Path directory) {
    List<Data> truth = truth(directory);
    return truth.subList(Math.min(2, truth.size()), truth.size());
  }

  /** What is true: how to make it again, the shift, then a line for each customer. */
  private static List<Data> truth(Path directory) {
    try {
      String text = Files.readString(directory.resolve("truth.jsonl"));
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Json::read).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
