package dev.attune.verification;

import dev.attune.customer.Data;
import dev.attune.verification.BadRequests.BadRequest;
import dev.attune.verification.BareConnection.Heard;
import dev.attune.wire.Json;
import java.util.regex.Pattern;

/** What is wrong with an answer, whatever the request was. */
final class Complaint {
  /** Where in a body: a line and a column, a byte, or the member by its name. */
  private static final Pattern PLACE =
      Pattern.compile("line \\d+, column \\d+|byte \\d+|context|\"\\w+\"");

  private Complaint() {}

  /** Nothing if the answer is as it should be. */
  static String of(BadRequest request, Heard heard) {
    if (heard.status() == 0) {
      return request.isFramed() ? "hung up without an answer" : "";
    }
    if (heard.status() == 503) {
      boolean isHealth = heard.type().equals("application/json");
      return isHealth || !heard.retryAfter().isEmpty()
          ? ""
          : "503 without Retry-After: " + heard.body();
    }
    boolean isKnownProtocol = heard.status() != 501 && heard.status() != 505;
    if (heard.status() >= 500 && (request.isFramed() || isKnownProtocol)) {
      return heard.status() + " " + heard.body();
    }
    if (heard.status() < 400 || request.method().equals("HEAD") || request.method().equals("?")) {
      return "";
    }
    return problem(heard);
  }

  private static String problem(Heard heard) {
    if (!heard.type().startsWith("application/problem+json")) {
      return heard.status() + " is no problem but " + heard.type() + ": " + heard.body();
    }
    Data problem;
    try {
      problem = Json.read(heard.body());
    } catch (Json.BadJson e) {
      return "a problem that is no JSON: " + e.getMessage() + ": " + heard.body();
    }
    String code = String.valueOf(problem.text("code"));
    String detail = String.valueOf(problem.text("detail"));
    if (code.isBlank() || detail.isBlank() || code.equals("null") || detail.equals("null")) {
      return "a problem without code or detail: " + heard.body();
    }
    if (code.equals("bad-json") && !PLACE.matcher(detail).find()) {
      return "does not say where: " + detail;
    }
    if (problem.get("problems") instanceof Iterable<?> problems) {
      for (Object each : problems) {
        if (!(each instanceof Data one)
            || !(one.get("line") instanceof Long line && line >= 1)
            || !(one.get("column") instanceof Long column && column >= 1)) {
          return "a problem without a line and a column: " + each;
        }
      }
    }
    return "";
  }
}
