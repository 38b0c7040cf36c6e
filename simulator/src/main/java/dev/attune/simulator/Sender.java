package dev.attune.simulator;

import dev.attune.customer.Origin;

/** The systems of Meridian that report what happens. */
public enum Sender {
  /** The web site; its key can be read by anyone. */
  WEB("meridian-web", Origin.BROWSER),
  /** The phone app; its key can be read by anyone. */
  APP("meridian-app", Origin.BROWSER),
  /** Rides, passes and the shop. */
  BACKEND("meridian-backend", Origin.SERVER),
  /** The support desk's tool. */
  CARE("meridian-care", Origin.SERVER),
  /** Surveys, reviews and letters. */
  VOICE("meridian-voice", Origin.SERVER);

  private final String source;
  private final Origin origin;

  Sender(String source, Origin origin) {
    this.source = source;
    this.origin = origin;
  }

  /** A name for it as a source. */
  public String source() {
    return source;
  }

  /** How far it can be trusted. */
  public Origin origin() {
    return origin;
  }
}
