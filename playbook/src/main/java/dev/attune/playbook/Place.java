package dev.attune.playbook;

/** Where a condition stands, which decides what it may read. */
enum Place {
  /** Which signals a fact counts: the signal only. */
  WHERE,
  /** Who is in a segment: anything but the signal. */
  SEGMENT,
  /** What turns true of a customer: anything but the signal. */
  BECOMES,
  /** What a signal finds: everything. */
  WHEN;

  boolean readsSignal() {
    return this == WHERE || this == WHEN;
  }

  boolean readsCustomer() {
    return this != WHERE;
  }
}
