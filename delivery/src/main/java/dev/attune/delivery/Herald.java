package dev.attune.delivery;

import dev.attune.customer.Data;
import dev.attune.playbook.Urgency;
import dev.attune.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends one notice in one way. Thread-safe; blocks. */
final class Herald {
  private static final long LEAST_LIFE = 60;
  private static final long MOST_LIFE = Duration.ofDays(1).toSeconds();

  private final Courier courier;
  private final Vapid vapid;
  private final Optional<Mailer> mailer;
  private final InstantSource clock;

  Herald(Courier courier, Vapid vapid, Optional<Mailer> mailer, InstantSource clock) {
    this.courier = courier;
    this.vapid = vapid;
    this.mailer = mailer;
    this.clock = clock;
  }

  Outcome tell(Way way, Notice notice) {
    return switch (way) {
      case Way.ByPush(PushSubscription subscription) -> push(subscription, notice);
      case Way.ByMail(String address) ->
          mailer
              .map(mail -> mail.send(address, notice))
              .orElseGet(() -> new Outcome.Forbidden("no mail server is named (--mail-server)"));
      case Way.ByChat(Chat room) -> room.send(courier, notice);
    };
  }

  private Outcome push(PushSubscription subscription, Notice notice) {
    Target service = Target.of(subscription.endpoint());
    Instant now = clock.instant();
    long life =
        Math.clamp(Duration.between(now, notice.until()).toSeconds(), LEAST_LIFE, MOST_LIFE);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    headers.put("Content-Encoding", "aes128gcm");
    headers.put("TTL", Long.toString(life));
    headers.put("Urgency", urgency(notice.urgency()));
    // A notice that was not read yet is replaced by the same one sent again.
    headers.put("Topic", notice.id().substring(0, Math.min(notice.id().length(), 32)));
    headers.put("Authorization", vapid.authorization(service, now));
    byte[] text =
        Json.write(
            Data.of(
                "title", notice.title(),
                "body", notice.text(),
                "url", notice.link(),
                "tag", notice.id()));
    return courier.post(service, headers, subscription.encrypt(text));
  }

  private static String urgency(Urgency urgency) {
    return urgency.name().toLowerCase(Locale.ROOT);
  }
}
