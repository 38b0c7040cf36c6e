package dev.attune.customer;

import java.time.Instant;

/** What made an effect happen at its instant. */
public sealed interface Cause {
  /** When the effect's reason became true. */
  Instant at();

  /** A signal did. */
  record BySignal(SignalId signal, Signal.Address address) implements Cause {
    @Override
    public Instant at() {
      return address.at();
    }
  }

  /**
   * Time alone did: a window's edge, a date, the end of a wait.
   *
   * @param at the due instant
   * @param setBy the signal that set it
   */
  record ByTime(Instant at, Signal.Address setBy) implements Cause {}

  /** A new version of the playbook did. */
  record ByAdoption(Instant at, int version) implements Cause {}

  /**
   * What was heard of an event did, whoever sent it: that none came for too long, or one again.
   *
   * @param last when the event had been seen last before
   */
  record ByEvent(Instant at, Instant last) implements Cause {}
}
