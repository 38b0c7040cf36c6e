package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a route says back.
 *
 * @param headers beside {@code Content-Type} and {@code Content-Length}
 * @param cookies each as {@code Set-Cookie} has it
 * @param download what is sent in place of the body; whoever has the answer closes it
 */
// Bodies are written once and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Answer(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    List<String> cookies,
    Optional<Download> download) {
  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";
  private static final String PROBLEM_BASE = "urn:attune:problem:";

  Answer {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this(status, contentType, body, headers, List.of(), Optional.empty());
  }

  static Answer ok(Data body) {
    return json(200, body);
  }

  static Answer json(int status, Data body) {
    return new Answer(status, JSON, Json.write(body), Map.of());
  }

  static Answer text(int status, String contentType, String text) {
    return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Answer of(String contentType, Download download) {
    return new Answer(200, contentType, new byte[0], Map.of(), List.of(), Optional.of(download));
  }

  /** Look there. After a form was sent, so that going back sends nothing twice. */
  static Answer seeOther(String path) {
    return empty(303).with("Location", path);
  }

  static Answer empty(int status) {
    return new Answer(status, "", new byte[0], Map.of());
  }

  static Answer of(Refusal refusal) {
    Answer plain = problem(refusal.status(), refusal.code(), refusal.detail(), Data.EMPTY);
    Answer answer =
        refusal.status() == 401 ? plain.with("WWW-Authenticate", "Bearer realm=\"attune\"") : plain;
    return refusal
        .retryAfter()
        .map(wait -> answer.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))))
        .orElse(answer);
  }

  /** A problem as RFC 9457 writes it, with {@code more} members of its own. */
  static Answer problem(int status, String code, String detail, Data more) {
    Data.Builder body =
        new Data.Builder()
            .put("type", PROBLEM_BASE + code)
            .put("title", Statuses.title(status))
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    more.forEach(body::put);
    return new Answer(status, PROBLEM, Json.write(body.build()), Map.of());
  }

  /** This answer with one more header. */
  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more, cookies, download);
  }

  /** This answer, with one more cookie. */
  Answer withCookie(String cookie) {
    List<String> more = Stream.concat(cookies.stream(), Stream.of(cookie)).toList();
    return new Answer(status, contentType, body, headers, more, download);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
