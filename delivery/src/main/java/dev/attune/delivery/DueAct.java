package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Instant;

/**
 * An act that somebody chose and another system is to do.
 *
 * @param id the gesture's: under it the act is sent, however often
 * @param webhook by which
 * @param type what the receiver decides by: {@code gesture.chosen}, {@code message.chosen}
 * @param chosenAt when it was chosen
 * @param since from when it was to be sent
 * @param data what the receiver is told of it
 * @param tries how often it was sent
 */
public record DueAct(
    String id, String webhook, String type, Instant chosenAt, Instant since, Data data, int tries) {
  /** The whole message. */
  Data message() {
    return Data.of("type", type, "timestamp", chosenAt.toString(), "data", data);
  }
}
