package dev.attune.people;

import java.time.Duration;
import java.time.Instant;

/**
 * A device on which somebody is signed in.
 *
 * @param hash of the secret in the device's cookie
 * @param person the name of who it is
 * @param since when they signed in
 * @param seen when they last did something, to within {@link #EXACT}
 * @param device in words for people
 * @param address from where they signed in
 */
public record Session(
    String hash, String person, Instant since, Instant seen, String device, String address) {
  /** A shift, and what comes before and after it. */
  public static final Duration IDLE = Duration.ofHours(12);

  /** After this even who is always there signs in again. */
  public static final Duration WHOLE = Duration.ofDays(7);

  /** How exactly is kept when somebody was last there. */
  public static final Duration EXACT = Duration.ofMinutes(10);

  private static final int SHOWN = 16;

  /** By what it is called: no secret. */
  public String id() {
    return hash.substring(0, SHOWN);
  }

  /** When it ends if nothing happens. */
  public Instant ends() {
    Instant whole = since.plus(WHOLE);
    Instant idle = seen.plus(IDLE);
    return idle.isBefore(whole) ? idle : whole;
  }

  boolean isLive(Instant now) {
    return now.isBefore(ends());
  }

  Session at(Instant now) {
    return new Session(hash, person, since, now, device, address);
  }
}
