package dev.attune.people;

import java.time.Instant;
import java.util.Optional;

/**
 * A person, and how they come in.
 *
 * @param password the hash of it, with its parameters; nothing before the first sign-in
 * @param link by which they may set a password, once
 * @param since when they were added
 * @param endedAt since when they may not sign in any more
 */
public record Account(
    Person person,
    Optional<String> password,
    Optional<Link> link,
    Instant since,
    Optional<Instant> endedAt) {
  /**
   * A one-time link that was given out.
   *
   * @param hash of its secret
   * @param until it is good
   */
  public record Link(String hash, Instant until) {}

  /** Whether they may sign in, or will when they have a password. */
  public boolean isLive() {
    return endedAt.isEmpty();
  }

  Account with(Person changed) {
    return new Account(changed, password, link, since, endedAt);
  }

  /** Whether a link is theirs and still good. */
  boolean opensBy(String hash, Instant now) {
    return isLive()
        && link.map(each -> each.hash().equals(hash) && now.isBefore(each.until())).orElse(false);
  }
}
