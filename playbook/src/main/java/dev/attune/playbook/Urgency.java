package dev.attune.playbook;

/** Which moments come first, before the time they have left decides. */
public enum Urgency {
  /** It can wait for a quiet hour. */
  LOW,
  /** As moments are. */
  NORMAL,
  /** Somebody is waiting, now. */
  HIGH
}
