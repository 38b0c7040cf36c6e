package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What many routes read from a request in the same way. */
final class Paging {
  /** Items of one page at most. */
  static final int MOST = 500;

  private static final int BODY_LIMIT = 64 * 1024;
  private static final int MOST_NAME = 200;
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

  private Paging() {}

  /**
   * The body as a JSON object; no body is an empty one.
   *
   * @throws Refusal if it is no JSON object
   */
  static Data object(Request request) {
    byte[] body = request.entity().read(BODY_LIMIT);
    return body.length == 0 ? Data.EMPTY : Json.read(body);
  }

  /**
   * Who acts: a person who is signed in is who they are; for whom a token acts, the body may say.
   */
  static String by(Data body, Caller caller) {
    String by = body.text("by");
    if (caller instanceof Caller.ByPerson || by == null || by.isBlank()) {
      return caller.name();
    }
    if (by.length() > MOST_NAME) {
      throw Refusal.unreadable("bad-value", "\"by\" has more than 200 characters");
    }
    return by.strip();
  }

  /**
   * A length of time from the query, such as {@code 30m}, {@code 12h} or {@code 7d}.
   *
   * @throws Refusal if it is none
   */
  static Optional<Duration> age(Request request, String name) {
    Optional<String> text = request.parameter(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = AGE.matcher(text.get());
    if (!matcher.matches()) {
      throw Refusal.unreadable(
          "bad-parameter",
          "%s=%s: expected such as 45s, 30m, 12h or 7d".formatted(name, text.get()));
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
