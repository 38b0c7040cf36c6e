package dev.attune.search;

/** What of a customer is looked at. */
public enum Field {
  /** An id of theirs. */
  ID,
  /** What they are called. */
  NAME,
  /** Whom they belong to. */
  ORGANISATION,
  /** Their e-mail. */
  EMAIL,
  /** Their phone. */
  PHONE
}
