package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;

/** Asks a server for things, whether it runs in another process or in this one. */
interface Client extends AutoCloseable {
  /**
   * Asks once and says what came back, whatever that is.
   *
   * @throws Failure if nothing came back
   */
  Answer call(String method, String pathAndQuery, byte[] body);

  @Override
  void close();

  /**
   * Asks for something that should work.
   *
   * @throws Failure with the problem's detail if it does not
   */
  default Data ask(String method, String pathAndQuery, Data body) {
    Answer answer = call(method, pathAndQuery, body.isEmpty() ? new byte[0] : Json.write(body));
    return checked(answer);
  }

  /** Reads something. */
  default Data get(String pathAndQuery) {
    return ask("GET", pathAndQuery, Data.EMPTY);
  }

  /** The answer's body, if the answer is a good one. */
  static Data checked(Answer answer) {
    Data data = answer.body().length == 0 ? Data.EMPTY : readable(answer);
    if (answer.status() < 400) {
      return data;
    }
    String detail = data.text("detail");
    String message = detail == null ? "the server answered " + answer.status() : detail;
    throw answer.status() >= 500 || answer.status() == 401
        ? Failure.environment(message)
        : Failure.problems(message);
  }

  private static Data readable(Answer answer) {
    try {
      return Json.read(answer.body());
    } catch (Json.BadJson e) {
      throw Failure.environment(
          "what answers there is no Attune: status %d, no JSON".formatted(answer.status()));
    }
  }
}
