package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.people.Secret;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that sends signals.
 *
 * @param name also part of every signal's id, so it never changes hands
 * @param hash of its write key
 * @param mapping what its CloudEvents say, where that was set
 */
record Source(
    String name,
    Kind kind,
    String hash,
    Instant createdAt,
    Optional<Instant> revokedAt,
    Optional<EventMapper> mapping) {
  /** Where its key lives, and so how far it can be trusted. */
  enum Kind {
    /** On a machine of the company: nobody else knows the key. */
    SERVER("attune_server_"),
    /** In a page or an app: anyone can read the key, so what it says about people is hearsay. */
    BROWSER("attune_browser_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    static Optional<Kind> of(String word) {
      return switch (word) {
        case "server" -> Optional.of(SERVER);
        case "browser" -> Optional.of(BROWSER);
        default -> Optional.empty();
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    Secret freshKey() {
      return Secret.fresh(prefix);
    }

    Origin origin() {
      return this == SERVER ? Origin.SERVER : Origin.BROWSER;
    }
  }

  boolean isRevoked() {
    return revokedAt.isPresent();
  }

  Source revoked(Instant at) {
    return new Source(name, kind, hash, createdAt, Optional.of(revokedAt.orElse(at)), mapping);
  }

  Source with(Optional<EventMapper> other) {
    return new Source(name, kind, hash, createdAt, revokedAt, other);
  }

  /** What makes signals of its CloudEvents. */
  EventMapper mapper() {
    return mapping.orElse(EventMapper.USUAL);
  }

  /** As it is kept; without the hash it is also what the API shows. */
  Data data(boolean withHash) {
    Data.Builder data =
        new Data.Builder()
            .put("name", name)
            .put("kind", kind.word())
            .put("createdAt", createdAt.toString());
    revokedAt.ifPresent(at -> data.put("revokedAt", at.toString()));
    mapping.ifPresent(mapper -> data.put("mapping", mapper.text()));
    if (withHash) {
      data.put("hash", hash);
    }
    return data.build();
  }

  static Source of(Data data) {
    return new Source(
        Stored.text(data, "name"),
        Kind.of(Stored.text(data, "kind")).orElse(Kind.BROWSER),
        Stored.text(data, "hash"),
        Instant.parse(Stored.text(data, "createdAt")),
        Optional.ofNullable(data.text("revokedAt")).map(Instant::parse),
        Optional.ofNullable(data.text("mapping")).map(EventMapper::of));
  }
}
