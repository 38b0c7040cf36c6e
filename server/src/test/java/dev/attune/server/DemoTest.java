package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.delivery.Outcome;
import dev.attune.playbook.Role;
import dev.attune.simulator.Meridian;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in by the demo's door, and who does not. */
class DemoTest {
  private static final List<String> TOLD = new CopyOnWriteArrayList<>();
  private static final Demo DEMO = new Demo(TOLD::add);

  @TempDir private static Path directory;
  private static Running running;

  @BeforeAll
  static void start() {
    running = Running.demo(directory, DEMO);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static Visitor in() {
    Visitor visitor = new Visitor(running);
    assertThat(visitor.get(DEMO.path()).status()).isEqualTo(303);
    assertThat(visitor.get("/api/session").status()).isEqualTo(200);
    return visitor;
  }

  private static String role(Visitor visitor) {
    return String.valueOf(
        Running.object(visitor.get("/api/session").json(), "person").text("role"));
  }

  @Test
  void hasSystemsThatTakeWhatItsOptionsOrder(@TempDir Path other) {
    try (Running demo = Running.on(other, Meridian.playbook(), DemoSystems.REACHED);
        DemoSystems systems = DemoSystems.start()) {
      systems.connect(demo.server.webhooks(), demo.server.engine());

      assertThat(WebhookApi.missing(demo.server.webhooks(), demo.server.engine())).isEmpty();
      assertThat(demo.server.webhooks().all())
          .isNotEmpty()
          .allSatisfy(each ->
              assertThat(demo.server.webhooks().test(each.name()))
                  .containsInstanceOf(Outcome.Taken.class));
    }
  }

  @Test
  void letsInOnceAsTheLeadAndSaysTheNextAddress() {
    String path = DEMO.path();
    Visitor first = new Visitor(running);

    Running.Reply in = first.get(path);

    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/today");
    assertThat(in.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(role(first)).isEqualTo("lead");
    assertThat(TOLD.getLast()).isEqualTo(DEMO.path()).isNotEqualTo(path);
    Running.Reply again = new Visitor(running).get(path);
    assertThat(again.header("Location")).as("used up").isEqualTo("/sign-in");
    assertThat(new Visitor(running).get("/sign-in").body()).contains("The terminal");
    assertThat(again.response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(first.get(path).header("Location")).as("already in").isEqualTo("/today");
  }

  @Test
  void goesOnWhenAStewardRevokesTheKeyOfOneOfItsSystems() {
    String key = running.server.addServerSource("till");
    DemoSource till = new DemoSource(HttpClient.newHttpClient(), running.server.url(), key);
    byte[] sale =
        "{\"type\":\"track\",\"event\":\"Sold\",\"userId\":\"u1\"}"
            .getBytes(StandardCharsets.UTF_8);
    till.add(sale);
    till.flush();
    running.server.sources().revoke("till");

    for (int again = 0; again < 2; again++) {
      till.add(sale);
      assertThatCode(till::flush).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"attune_demo_", "attune_link_0123456789", "x", "..."})
  void letsNobodyInByAnythingElse(String ticket) {
    String before = DEMO.path();
    Running.Reply reply = new Visitor(running).get(Demo.DOOR + ticket);
    assertThat(reply.header("Location")).isEqualTo("/sign-in");
    assertThat(reply.response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(DEMO.path()).isEqualTo(before);
  }

  @Test
  void isNotUsedUpByWhoeverCouldNotComeIn() {
    Demo demo = new Demo(TOLD::add);
    String shown = demo.path().substring(Demo.DOOR.length());
    Supplier<String> full =
        () -> {
          throw Refusal.noRoom("signals wait", Duration.ofSeconds(5));
        };

    assertThatThrownBy(() -> demo.admit(shown, full)).isInstanceOf(Refusal.class);

    assertThat(demo.admit(shown, () -> "in")).contains("in");
    assertThat(demo.admit(shown, () -> "in again")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "attune.internal", "localhost.evil", ""})
  void answersToNoOtherName(String host) throws IOException {
    String path = DEMO.path();
    assertThat(ask(path, "Host: " + host)).startsWith("HTTP/1.1 4").doesNotContain("Set-Cookie");
    assertThat(ask("/today", "Host: " + host)).startsWith("HTTP/1.1 4");
    assertThat(DEMO.path()).as("not used up").isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Host: localhost",
        "x-forwarded-proto: https",
        "Forwarded: for=127.0.0.1",
        "X-Forwarded-Anything: "
      })
  void answersNobodyForWhomSomebodyElseAsks(String header) throws IOException {
    String path = DEMO.path();
    String own = "Host: 127.0.0.1:" + running.server.port() + "\r\n";
    assertThat(ask(path, own + header))
        .startsWith("HTTP/1.1 403")
        .contains("forwarded")
        .doesNotContain("Set-Cookie");
    assertThat(ask("/sign-in", own + header)).startsWith("HTTP/1.1 403");
    assertThat(DEMO.path()).as("not used up").isEqualTo(path);
  }

  private static String ask(String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.server.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      String head = "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(path, headers);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String key(Visitor visitor) {
    String page = visitor.get("/today").body();
    return page.replaceFirst("(?s).*name=\"formKey\" value=\"([^\"]+)\".*", "$1");
  }

  @Test
  void letsOneLookAsEachRole() {
    Visitor visitor = in();
    for (Role role : Role.values()) {
      Running.Reply reply =
          visitor.form("/demo/as", Map.of("role", role.word(), "formKey", key(visitor)));
      assertThat(reply.header("Location")).isEqualTo("/today");
      assertThat(role(visitor)).isEqualTo(role.word());
      assertThat(visitor.get("/today").body())
          .contains("value=\"" + role.word() + "\" aria-pressed=\"true\"");
    }
    assertThat(visitor.form("/demo/as", Map.of("role", "king", "formKey", key(visitor))).status())
        .isEqualTo(422);
  }

  @Test
  void letsNobodyElseLookAsSomebody() {
    Visitor hired = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    assertThat(hired.form("/demo/as", Map.of("role", "steward", "formKey", key(hired))).status())
        .isEqualTo(403);
    assertThat(role(hired)).isEqualTo("front-line");
    assertThat(new Visitor(running).form("/demo/as", Map.of("role", "steward")).status())
        .isNotEqualTo(200);
    Visitor foreign = in();
    assertThat(foreign.form("/demo/as", Map.of("role", "steward", "formKey", "0000")).status())
        .isEqualTo(403);
    assertThat(role(foreign)).isEqualTo("lead");
  }

  @Test
  void showsEachRoleAFirstTourUntilItIsEnough() {
    Visitor visitor = in();
    visitor.form("/demo/as", Map.of("role", "steward", "formKey", key(visitor)));
    assertThat(visitor.get("/today").body()).contains("First look, 1 of 4", "Next: Sources");
    Running.Reply next =
        visitor.form(
            "/demo/tour", Map.of("formKey", key(visitor), "seen", "/today", "then", "/sources"));
    assertThat(next.header("Location")).isEqualTo("/sources");
    assertThat(visitor.get("/today").body()).doesNotContain("First look");
    assertThat(visitor.get("/sources").body()).contains("First look, 2 of 4");

    Running.Reply end =
        visitor.form(
            "/demo/tour",
            Map.of("formKey", key(visitor), "end", "yes", "back", "https://evil.example"));
    assertThat(end.header("Location")).isEqualTo("/today");
    for (String path : List.of("/today", "/sources", "/playbook", "/system")) {
      assertThat(visitor.get(path).body()).as(path).doesNotContain("First look");
    }
  }

  @Test
  void isNoPartOfAServer(@TempDir Path other) {
    try (Running plain = Running.on(other)) {
      assertThat(plain.server.router().routes())
          .noneMatch(route -> route.template().startsWith("/demo"));
      assertThat(plain.server.accounts().people().all()).isEmpty();
      Visitor lead = Visitor.with(plain, Role.LEAD, Optional.empty());
      assertThat(lead.get("/today").body()).doesNotContain("First look", "/demo/");
      assertThat(new Visitor(plain).get(DEMO.path()).status()).isEqualTo(404);
    }
  }
}
