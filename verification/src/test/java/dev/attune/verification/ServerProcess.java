package dev.attune.verification;

import dev.attune.customer.Data;
import dev.attune.server.Main;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Attune as people run it: a process of its own, on a data directory and a free port. It can be
 * asked, killed at any instant and started again; {@link #close} kills it.
 *
 * <p>Started and ended by one thread; asked by any.
 */
final class ServerProcess implements AutoCloseable {
  /** A machine that is busy with a build starts slowly. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration COMMAND = Duration.ofMinutes(4);

  private final Path data;
  private final Path log;
  private final List<String> command;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private @Nullable Process process;
  private volatile String url = "";
  private volatile String token = "";

  private ServerProcess(Path data, Path log, List<String> command) {
    this.data = data;
    this.log = log;
    this.command = command;
  }

  /** A server that is not running yet. */
  static ServerProcess on(Path data) {
    Path log = data.resolveSibling(data.getFileName() + ".log");
    List<String> command = command("serve", "--data", data.toString(), "--port", "0");
    return new ServerProcess(data, log, command);
  }

  /** The demo, by the program itself; not running yet. */
  static ServerProcess demo(Path directory, int customers) {
    Path log = directory.resolveSibling(directory.getFileName() + ".log");
    String data = directory.toString();
    String many = Integer.toString(customers);
    List<String> command = command("demo", "--data", data, "--port", "0", "--customers", many);
    return new ServerProcess(directory.resolve("data"), log, command);
  }

  /** The demo, by a script such as {@code ./attune}; not running yet. */
  static ServerProcess demo(Path script, Path directory, int customers) {
    Path log = directory.resolveSibling(directory.getFileName() + ".log");
    List<String> command =
        List.of(
            script.toString(),
            "demo",
            "--data",
            directory.toString(),
            "--port",
            "0",
            "--customers",
            Integer.toString(customers));
    return new ServerProcess(directory.resolve("data"), log, command)
        .withEnvironment("JAVA_HOME", System.getProperty("java.home"));
  }

  /** The playbook for a directory that is still empty; otherwise it has the starter playbook. */
  ServerProcess withPlaybook(Path file) {
    options.addAll(List.of("--playbook", file.toString()));
    return this;
  }

  /** A playbook given as its text. */
  ServerProcess withPlaybook(String text) {
    try {
      Path file = data.resolveSibling(data.getFileName() + "-playbook.yaml");
      return withPlaybook(Files.writeString(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerProcess withOptions(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  ServerProcess withEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts and waits until it takes signals. */
  ServerProcess start() {
    launch();
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > deadline || !running().isAlive()) {
        throw new AssertionError("the server did not start; it said:\n" + output());
      }
      pause(Duration.ofMillis(10));
    }
    return this;
  }

  /** Starts and does not wait. */
  void launch() {
    try {
      Files.deleteIfExists(addressFile());
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
      builder.command().addAll(options);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command on this data directory; says what it printed, and fails unless it is well. */
  String run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    Ended ended = runToItsEnd(all.toArray(String[]::new));
    if (ended.code() != 0) {
      throw new AssertionError("%s: %s".formatted(String.join(" ", arguments), ended));
    }
    return ended.said();
  }

  /** How a command ended, and everything it printed. */
  record Ended(int code, String said) {}

  /** Runs a command of the program to its end; what takes too long is killed, with code 137. */
  static Ended runToItsEnd(String... arguments) {
    try {
      Process command = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
      CompletableFuture<?> clock =
          CompletableFuture.runAsync(
              command::destroyForcibly,
              CompletableFuture.delayedExecutor(COMMAND.toSeconds(), TimeUnit.SECONDS));
      command.getOutputStream().close();
      String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = command.waitFor();
      clock.cancel(true);
      return new Ended(code, said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The command line of a command of the program. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx1g");
    command.addAll(List.of("-cp", Checkout.serverClassPath(), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private boolean isReady() {
    if (!Files.isReadable(addressFile())) {
      return false;
    }
    try {
      Data address = Json.read(Files.readAllBytes(addressFile()));
      url = String.valueOf(address.text("url"));
      token = String.valueOf(address.text("token"));
      return get("/health/live").status() == 200;
    } catch (IOException | Json.BadJson | UncheckedIOException e) {
      return false; // Half written, or gone again: asked anew.
    }
  }

  /** SIGKILL: nothing is said, nothing finished. */
  void kill() {
    end(true);
  }

  /** SIGTERM: it finishes what it does. */
  void stop() {
    end(false);
  }

  private void end(boolean byForce) {
    try {
      Process ended = running();
      if (byForce) {
        ended.destroyForcibly();
      } else {
        ended.destroy();
      }
      if (!ended.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not end; it said:\n" + output());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  Path data() {
    return data;
  }

  String url() {
    return url;
  }

  /** The right to do everything. */
  String token() {
    return token;
  }

  private Path addressFile() {
    return data.resolve("SERVER");
  }

  /** What it printed since it was last started. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(nothing: " + e.getMessage() + ")";
    }
  }

  /** Makes a source and returns its write key. */
  String addSource(String name, String kind) {
    Reply made = post("/api/sources", Data.of("name", name, "kind", kind));
    if (made.status() != 201) {
      throw new AssertionError("no source: " + made.text());
    }
    return String.valueOf(made.data().text("writeKey"));
  }

  /** Reads something as one who may read everything. */
  Reply get(String path) {
    return ask(request(path).header("Authorization", "Bearer " + token).GET().build());
  }

  /** Tells it something as one who may do everything. */
  Reply post(String path, Data body) {
    return postText(path, Json.text(body));
  }

  /** As above, with any text as the body. */
  Reply postText(String path, String body) {
    return ask(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Tells it something as somebody else. */
  Reply postAs(String bearer, String path, String body) {
    return ask(
        request(path)
            .header("Authorization", "Bearer " + bearer)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Takes something away as one who may do everything. */
  Reply delete(String path) {
    return ask(request(path).header("Authorization", "Bearer " + token).DELETE().build());
  }

  /** Sends what a source sends. */
  Reply send(String writeKey, String path, byte[] body) {
    return ask(
        request(path)
            .header("Authorization", basic(writeKey))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  /** Sends a batch of messages. */
  Reply sendBatch(String writeKey, List<Data> messages) {
    return send(writeKey, "/v1/batch", Json.write(Data.of("batch", messages)));
  }

  static String basic(String writeKey) {
    return "Basic "
        + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws UncheckedIOException if none came
   */
  Reply ask(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All items of a list that comes in pages. */
  List<Data> all(String path, String name) {
    List<Data> items = new ArrayList<>();
    String next = null;
    do {
      String mark = path.contains("?") ? "&" : "?";
      Reply page = get(path + mark + "limit=500" + (next == null ? "" : "&cursor=" + next));
      if (page.status() != 200) {
        throw new AssertionError(path + ": " + page.text());
      }
      items.addAll(page.list(name));
      next = page.data().text("next");
    } while (next != null);
    return items;
  }

  /** The message ids in a customer's timeline, newest first; nothing for an unknown customer. */
  List<String> timeline(String id) {
    if (get("/api/customers/" + id).status() == 404) {
      return List.of();
    }
    return all("/api/customers/" + id + "/timeline", "signals").stream()
        .map(signal -> String.valueOf(signal.text("messageId")))
        .toList();
  }

  /** A number from {@code /metrics}. */
  double metric(String name) {
    return get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  /** Waits until everything that was acknowledged is folded. */
  void settle() {
    Eventually.within(Duration.ofMinutes(2), this::isSettled, () -> get("/api/progress").text());
  }

  private boolean isSettled() {
    Data progress = get("/api/progress").data();
    return Long.valueOf(0).equals(progress.get("lagSignals"))
        && Long.valueOf(0).equals(progress.get("pendingCustomers"))
        && String.valueOf(progress.get("appended")).equals(String.valueOf(progress.get("folded")));
  }

  private static void pause(Duration time) {
    Eventually.pause(time);
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
    http.close();
  }
}
