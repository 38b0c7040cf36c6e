package dev.attune.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The one change that is planted over many customers at once: parents in one riding community ride
 * less and less, while their neighbours go on as before.
 *
 * @param community the riding community
 * @param from when it begins
 * @param factor how much of their riding is left in the end
 */
public record Shift(String community, Instant from, double factor) {
  /** One line of JSON, without a line end. */
  public String json() {
    JsonText json = new JsonText();
    json.open('{').member("shift", "parents-decline").member("community", community);
    json.member("from", from).member("factor", factor).close('}');
    return new String(json.take(), StandardCharsets.UTF_8);
  }
}
