package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchApiTest {
  @TempDir Path directory;

  @Test
  void findsACustomerByWhatPeopleTypeAndSaysWhatMatched() {
    try (Running running = Running.on(directory)) {
      identify(running, "42", "\"name\":\"Anna Müller\",\"email\":\"anna@example.com\"");
      identify(
          running, "43", "\"firstName\":\"Michael\",\"lastName\":\"Weiß\",\"brand\":\"Zephyr\"");
      running.customer("43", data -> true);

      assertThat(found(running, "42")).containsExactly("user:42");
      assertThat(found(running, "anna@example.com")).containsExactly("user:42");
      assertThat(found(running, "mueler an")).containsExactly("user:42");
      assertThat(found(running, "Micheal")).containsExactly("user:43");
      assertThat(found(running, "nobody")).isEmpty();

      Data first =
          Running.list(running.get("/api/customers?q=weiss").json(), "customers").getFirst();
      assertThat(first.text("name")).isEqualTo("Michael Weiß");
      assertThat(Running.list(first, "matched"))
          .containsExactly(Data.of("what", "name", "text", "Michael Weiß", "how", "same"));
      assertThat(running.get("/api/customers?q=weiss&brand=zephyr").json().get("customers"))
          .isEqualTo(List.of(first));
      assertThat(running.get("/api/customers?q=weiss&brand=Meridian").json().get("customers"))
          .isEqualTo(List.of());
    }
  }

  @Test
  void findsWhoCameAMomentAgoAtOnce() {
    try (Running running = Running.on(directory)) {
      running.eventually(
          () -> running.get("/api/search"), data -> "complete".equals(data.text("state")));
      for (int i = 0; i < 20; i++) {
        String user = "new-" + i;
        identify(
            running, user, "\"name\":\"Vera Neu\",\"email\":\"vera%d@example.com\"".formatted(i));
        running.customer(user, data -> true);
        assertThat(found(running, user)).containsExactly("user:" + user);
        assertThat(found(running, "vera%d@example.com".formatted(i)))
            .containsExactly("user:" + user);
        assertThat(found(running, "vera")).hasSize(Math.min(20, i + 1));
      }
    }
  }

  @Test
  void followsWhatAPersonPutsRightAboutIds() {
    try (Running running = Running.on(directory)) {
      identify(running, "a", "\"name\":\"Anna Weg\"");
      identify(running, "b", "\"name\":\"Berta Weg\"");
      running.customer("a", data -> true);
      running.customer("b", data -> true);

      assertThat(running.post("/api/customers/a/merge", "{\"other\":\"b\"}").status())
          .isEqualTo(200);
      assertThat(found(running, "weg")).containsExactly("user:a");
      assertThat(found(running, "b")).containsExactly("user:a");

      assertThat(running.post("/api/customers/a/unmerge", "{\"other\":\"b\"}").status())
          .isEqualTo(200);
      assertThat(found(running, "weg")).containsExactly("user:a", "user:b");
      assertThat(found(running, "anna weg")).containsExactly("user:a");
    }
  }

  @Test
  void turnsPagesOverAllWhoFit() {
    try (Running running = Running.on(directory)) {
      for (int i = 0; i < 7; i++) {
        identify(running, "u" + i, "\"name\":\"Kim %d\"".formatted(i));
      }
      running.customer("u6", data -> true);
      Data first = running.get("/api/customers?q=kim&limit=3").json();
      Data second = running.get("/api/customers?q=kim&limit=3&cursor=" + first.text("next")).json();
      Data third = running.get("/api/customers?q=kim&limit=3&cursor=" + second.text("next")).json();
      assertThat(
              Stream.of(first, second, third)
                  .flatMap(page -> Running.list(page, "customers").stream())
                  .map(each -> each.text("id")))
          .containsExactly(
              "user:u0", "user:u1", "user:u2", "user:u3", "user:u4", "user:u5", "user:u6");
      assertThat(third.text("next")).isNull();
    }
  }

  @Test
  void refusesWhatCannotBeLookedFor() {
    try (Running running = Running.on(directory)) {
      assertRefused(running, "", "bad-query", "there is nothing to look for");
      assertRefused(running, "?q=%2A%3A%2A", "bad-query", "there is nothing to look for");
      assertRefused(running, "?q=" + "x".repeat(201), "bad-query", "201 characters, at most 200");
      assertRefused(running, "?q=a&limit=101", "bad-parameter", "from 1 to 100");
      assertRefused(running, "?q=a&cursor=x", "bad-cursor", "none that was given out");
      assertRefused(running, "?q=a&cursor=499", "bad-cursor", "type more");
    }
  }

  private static void assertRefused(Running running, String query, String code, String says) {
    Running.Reply reply = running.get("/api/customers" + query);
    assertThat(reply.status()).as(query).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.body()).contains(says);
  }

  @Test
  void answersFromTheStoreAgainWhenTheIndexWasDeleted() throws IOException {
    try (Running running = Running.on(directory)) {
      identify(running, "42", "\"name\":\"Anna Müller\"");
      running.customer("42", data -> true);
      running.eventually(
          () -> running.get("/api/search"), data -> "complete".equals(data.text("state")));
    }
    try (Stream<Path> files = Files.walk(directory.resolve("data/search"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    try (AttuneServer server = AttuneServer.start(ServerConfig.local(directory.resolve("data")))) {
      await(() -> ask(server, "GET", "/api/search").contains("\"complete\""));
      assertThat(ask(server, "GET", "/api/customers?q=muller")).contains("\"user:42\"");

      assertThat(ask(server, "POST", "/api/search/make-anew")).contains("\"complete\"");
      await(() -> Files.isDirectory(directory.resolve("data/search/2")));
      assertThat(ask(server, "GET", "/api/customers?q=muller")).contains("\"user:42\"");
    }
  }

  private static String ask(AttuneServer server, String method, String path) {
    return server
        .answer(Request.local(method, path, new byte[0]).withBearer(server.tokens().own()))
        .text();
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the instant until which it must happen").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  private static void identify(Running running, String user, String traits) {
    Running.Reply reply =
        running.intake(
            "/v1/identify", "{\"userId\":\"%s\",\"traits\":{%s}}".formatted(user, traits));
    assertThat(reply.status()).isEqualTo(200);
  }

  private static List<String> found(Running running, String typed) {
    Running.Reply reply = running.get("/api/customers?q=" + Paths.encoded(typed));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return Running.list(reply.json(), "customers").stream()
        .map(each -> String.valueOf(each.text("id")))
        .toList();
  }
}
