package dev.attune.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. */
final class SetClock implements InstantSource {
  private volatile Instant now;

  SetClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void set(String instant) {
    now = Instant.parse(instant);
  }
}
