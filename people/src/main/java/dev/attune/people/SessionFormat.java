package dev.attune.people;

import dev.attune.customer.Data;
import java.time.Instant;

/**
 * How a session is kept: {@code {"hash", "person", "since", "seen", "device", "address"}}; and what
 * remains of a person's last one: {@code {"seen"}}.
 */
final class SessionFormat {
  private SessionFormat() {}

  static Data write(Session session) {
    return Data.of(
        "hash", session.hash(),
        "person", session.person(),
        "since", session.since().toString(),
        "seen", session.seen().toString(),
        "device", session.device(),
        "address", session.address());
  }

  static Session read(Data data) {
    return new Session(
        AccountFormat.text(data, "hash"),
        AccountFormat.text(data, "person"),
        Instant.parse(AccountFormat.text(data, "since")),
        Instant.parse(AccountFormat.text(data, "seen")),
        AccountFormat.text(data, "device"),
        AccountFormat.text(data, "address"));
  }

  static Data seen(Instant at) {
    return Data.of("seen", at.toString());
  }

  static Instant seen(Data data) {
    return Instant.parse(AccountFormat.text(data, "seen"));
  }
}
