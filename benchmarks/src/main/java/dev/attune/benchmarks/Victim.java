package dev.attune.benchmarks;

import dev.attune.customer.Data;
import dev.attune.server.Main;
import dev.attune.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real program, in a process of its own over a directory that is gone afterwards, with
 * customers of two brands, a source, and whoever an attack needs.
 */
final class Victim implements AutoCloseable {
  static final String PASSWORD = "late train to Ulm";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String PLAYBOOK =
      """
      playbook: Two brands
      facts:
        seen: { count: Late }
      segments:
        late-ones: facts.seen >= 1
      moments:
        late: { when: signal.event == 'Late', per: properties.topic, team: north, options: [call] }
      options:
        call: { title: Call them, cost: 0, does: { task: Call them } }
      teams:
        north: { brand: North, default: true }
        south: { brand: South }
      """;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Path directory;
  private final Process process;
  private final int port;
  private final String token;
  private final String writeKey;
  private int made;

  /** What came back; no status: the connection ended without an answer. */
  record Reply(int status, String head, String body) {
    Data json() {
      try {
        return Json.read(body);
      } catch (Json.BadJson e) {
        return Data.EMPTY;
      }
    }

    String code() {
      String code = json().text("code");
      return code == null ? Integer.toString(status) : status + " " + code;
    }
  }

  private Victim(Path directory, Process process, int port) throws Exception {
    this.directory = directory;
    this.process = process;
    this.port = port;
    Path address = directory.resolve("data").resolve("SERVER");
    while (!Files.isReadable(address) || ask("GET", "/health/live", Map.of(), "").status() != 200) {
      if (!process.isAlive()) {
        throw new IOException("the server ended with " + process.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    token = String.valueOf(Json.read(Files.readAllBytes(address)).text("token"));
    Data source = Data.of("name", "shop", "kind", "server");
    writeKey = String.valueOf(admin("POST", "/api/sources", source).json().text("writeKey"));
  }

  static Victim start() throws Exception {
    Path directory = Files.createTempDirectory("attune-bench-security");
    Path playbook = Files.writeString(directory.resolve("playbook.yaml"), PLAYBOOK);
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            // So little that whatever can be blown up ends it.
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--data",
            directory.resolve("data").toString(),
            "--port",
            Integer.toString(port),
            "--playbook",
            playbook.toString(),
            "--allow-address",
            Outward.ALLOWED);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Victim(directory, process, port);
  }

  int port() {
    return port;
  }

  String writeKey() {
    return writeKey;
  }

  boolean isAlive() throws Exception {
    return process.isAlive() && ask("GET", "/health/live", Map.of(), "").status() == 200;
  }

  Reply admin(String method, String path, Data body) throws Exception {
    return ask(method, path, bearer(token), Json.text(body));
  }

  static Map<String, String> bearer(String secret) {
    return Map.of("Authorization", "Bearer " + secret, "Content-Type", "application/json");
  }

  /** A token that may do one thing. */
  Map<String, String> scoped(String scope) throws Exception {
    Data body = Data.of("name", "bench " + ++made, "scopes", List.of(scope));
    return bearer(String.valueOf(admin("POST", "/api/tokens", body).json().text("token")));
  }

  /** Sends signals, and waits until they are folded. */
  void happens(List<Data> batch) throws Exception {
    Reply reply = ask("POST", "/v1/batch", bearer(writeKey), Json.text(Data.of("batch", batch)));
    if (reply.status() != 200) {
      throw new IOException("signals were not taken: " + reply.body());
    }
    awaitFolded();
  }

  /** Waits until nothing that was taken in waits. */
  void awaitFolded() throws Exception {
    Data progress = admin("GET", "/api/progress", Data.EMPTY).json();
    while (!String.valueOf(progress.get("appended")).equals(String.valueOf(progress.get("folded")))
        || !Long.valueOf(0).equals(progress.get("pendingCustomers"))) {
      TimeUnit.MILLISECONDS.sleep(20);
      progress = admin("GET", "/api/progress", Data.EMPTY).json();
    }
  }

  /** Somebody new with a role, by their sign-in name. */
  String person(String role, String team) throws Exception {
    String name = "p" + ++made;
    Data body = Data.of("name", name, "title", name, "role", role, "team", team);
    String link = String.valueOf(admin("POST", "/api/people", body).json().text("link"));
    Data first = Data.of("ticket", link.replaceFirst(".*ticket=", ""), "password", PASSWORD);
    Reply in = ask("POST", "/api/session/first", ownPage(""), Json.text(first));
    if (in.status() != 200) {
      throw new IOException("nobody could sign in: " + in.body());
    }
    return name;
  }

  Reply signIn(String name, String password, Map<String, String> more) throws Exception {
    Map<String, String> headers = new LinkedHashMap<>(ownPage(""));
    headers.putAll(more);
    return ask(
        "POST", "/api/session", headers, Json.text(Data.of("name", name, "password", password)));
  }

  /** The headers of somebody new who is signed in, on a page of Attune's own. */
  Map<String, String> signedIn(String role, String team) throws Exception {
    Reply in = signIn(person(role, team), PASSWORD, Map.of());
    Map<String, String> headers = new LinkedHashMap<>(ownPage(cookies(in)));
    headers.put("Attune-Form-Key", String.valueOf(in.json().text("formKey")));
    return headers;
  }

  static String cookies(Reply reply) {
    List<String> pairs = new ArrayList<>();
    reply
        .head()
        .lines()
        .filter(line -> line.startsWith("set-cookie: "))
        .forEach(line -> pairs.add(line.substring("set-cookie: ".length()).split(";", 2)[0]));
    return String.join("; ", pairs);
  }

  static Map<String, String> ownPage(String cookies) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Sec-Fetch-Site", "same-origin");
    if (!cookies.isEmpty()) {
      headers.put("Cookie", cookies);
    }
    return headers;
  }

  Reply ask(String method, String path, Map<String, String> headers, String body) throws Exception {
    return ask(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  Reply ask(String method, String path, Map<String, String> headers, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .method(
                method,
                body.length == 0 || method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      StringBuilder head = new StringBuilder();
      answer
          .headers()
          .map()
          .forEach((name, values) ->
              values.forEach(value ->
                  head.append(name.toLowerCase(Locale.ROOT))
                      .append(": ")
                      .append(value)
                      .append('\n')));
      return new Reply(answer.statusCode(), head.toString(), answer.body());
    } catch (IOException e) {
      return new Reply(0, "", "no answer: " + e.getMessage());
    }
  }

  /** Sends bytes as they are, with whatever is wrong with them. */
  Reply raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(5).toMillis());
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      String answer = read(socket.getInputStream());
      int end = answer.indexOf("\r\n\r\n");
      String head = end < 0 ? answer : answer.substring(0, end);
      int status = head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
      return new Reply(status, head, end < 0 ? "" : answer.substring(end + 4));
    } catch (java.net.SocketException e) {
      return new Reply(0, "", "cut off: " + e.getMessage());
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[8_192];
    try {
      for (int n = in.read(piece); n > 0; n = in.read(piece)) {
        all.write(piece, 0, n);
      }
    } catch (SocketTimeoutException e) {
      // It keeps the connection: what came is the answer.
      return all.toString(StandardCharsets.ISO_8859_1);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroy();
    process.onExit().join();
    Served.delete(directory);
  }
}
