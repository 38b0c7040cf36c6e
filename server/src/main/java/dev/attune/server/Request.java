package dev.attune.server;

import dev.attune.people.Person;
import dev.attune.people.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a route, whether over HTTP or from a command in the same process.
 *
 * @param path as sent: encoded, without the query
 * @param names the values of the route's {@code {names}}, decoded
 * @param query the first value of each parameter, decoded
 * @param headers by lower-case name
 * @param address where it comes from
 * @param admitted who asks, once they are admitted and where that is known
 */
record Request(
    String method,
    String path,
    Map<String, String> names,
    Map<String, String> query,
    Map<String, String> headers,
    Entity entity,
    String address,
    Optional<Caller> admitted) {
  /** Where a body comes from. */
  interface Entity {
    /** No body. */
    Entity NONE = limit -> new byte[0];

    /**
     * Reads and, where it is packed, unpacks all of it.
     *
     * @throws Refusal if that is more than {@code limit} bytes, cannot be unpacked or comes too
     *     slowly
     */
    byte[] read(int limit);
  }

  private static final String LOCAL = "local";

  Request {
    names = Map.copyOf(names);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A request from within the process. */
  static Request local(String method, String pathAndQuery, byte[] body) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    Map<String, String> query = mark < 0 ? Map.of() : Paths.query(pathAndQuery.substring(mark + 1));
    Entity entity =
        limit -> {
          if (body.length > limit) {
            throw Refusal.tooLarge("body has %d bytes, limit %d".formatted(body.length, limit));
          }
          return body;
        };
    return new Request(method, path, Map.of(), query, Map.of(), entity, LOCAL, Optional.empty());
  }

  /** Whether it comes from within the process, where an answer is one piece. */
  boolean isLocal() {
    return address.equals(LOCAL);
  }

  Request withNames(Map<String, String> found) {
    return new Request(method, path, found, query, headers, entity, address, admitted);
  }

  Request withMethod(String other) {
    return new Request(other, path, names, query, headers, entity, address, admitted);
  }

  /** This request, by a bearer of {@code token}. */
  Request withBearer(Secret token) {
    Map<String, String> more = new HashMap<>(headers);
    more.put("authorization", "Bearer " + token.reveal());
    return new Request(method, path, names, query, more, entity, address, admitted);
  }

  /** This request, from {@code caller}. */
  Request from(Caller caller) {
    return new Request(method, path, names, query, headers, entity, address, Optional.of(caller));
  }

  /** This request, with what was read of its body already. */
  Request withBody(byte[] read) {
    Entity again =
        limit -> {
          if (read.length > limit) {
            throw Refusal.tooLarge("the body has more than %,d bytes".formatted(limit));
          }
          return read;
        };
    return new Request(method, path, names, query, headers, again, address, admitted);
  }

  /** Who asks; only on routes that are not open to anyone, or to a source's key. */
  Caller caller() {
    return admitted.orElseThrow(
        () -> new IllegalStateException("nobody was admitted to " + method + " " + path));
  }

  /** The person who asks, if it is one. */
  Optional<Person> person() {
    return admitted.flatMap(caller ->
        switch (caller) {
          case Caller.ByPerson by -> Optional.of(by.person());
          case Caller.ByToken by -> Optional.empty();
        });
  }

  /** Whether it only asks: carrying it out changes nothing. */
  boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** The value of one of the route's {@code {names}}. */
  String name(String name) {
    String value = names.get(name);
    if (value == null) {
      throw new IllegalStateException("route has no {%s}: %s".formatted(name, path));
    }
    return value;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** A query parameter, if it is there and not empty. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A number from the query.
   *
   * @throws Refusal if it is none, or not from 1 to {@code most}
   */
  int number(String name, int otherwise, int most) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    int value = whole(text.get());
    if (value < 1 || value > most) {
      throw Refusal.unreadable(
          "bad-parameter",
          "%s=%s: expected a whole number from 1 to %d".formatted(name, text.get(), most));
    }
    return value;
  }

  /**
   * A word from the query that must be one of a few.
   *
   * @throws Refusal if it is none of them
   */
  Optional<String> word(String name, List<String> words) {
    Optional<String> text = parameter(name);
    if (text.isPresent() && !words.contains(text.get())) {
      throw Refusal.unreadable(
          "bad-parameter",
          "%s=%s: expected one of %s".formatted(name, text.get(), String.join(", ", words)));
    }
    return text;
  }

  /** The token or key after {@code Bearer}, or null. */
  @Nullable Secret bearer() {
    return credentials("bearer ").map(Secret::presented).orElse(null);
  }

  /** What follows a scheme in {@code Authorization}. */
  Optional<String> credentials(String scheme) {
    return header("authorization")
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).strip());
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
