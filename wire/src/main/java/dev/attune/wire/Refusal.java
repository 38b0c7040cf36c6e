package dev.attune.wire;

import java.util.Locale;

/** Why a message was not accepted. The code is stable: scripts and counters rely on it. */
public enum Refusal {
  /** No JSON object in UTF-8, or one that is too deep or has too many names. */
  NOT_JSON,
  /** Longer than the route takes. */
  TOO_LARGE,
  /** Neither the route nor the message says what kind it is, or the kind is unknown. */
  UNKNOWN_KIND,
  /** Neither a usable user id nor a usable anonymous id. */
  NO_ID,
  /** An id that cannot be one: too long, or with control characters. */
  BAD_ID,
  /** A message id that cannot be one. */
  BAD_MESSAGE_ID,
  /** A time that cannot be read, or lies before 1900. */
  BAD_TIME,
  /** More than five minutes after it was received. */
  FUTURE,
  /** Something this kind must say is absent. */
  MISSING,
  /** Something is there but cannot be what it must be. */
  BAD_VALUE,
  /** Good in itself, but another one of the same batch was not, and the batch was refused whole. */
  IN_BAD_BATCH,
  /** A source whose key is public cannot say this. */
  HEARSAY;

  /** The word for it, such as {@code no-id}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
