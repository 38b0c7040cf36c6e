package dev.attune.draft;

import java.util.Optional;

/** What is wrong with what was typed. */
public sealed interface Trouble {
  /** The field it stands beside; empty for the whole form. */
  String field();

  /** There is nothing where something must be. */
  record Missing(String field) implements Trouble {}

  /** There is one already, and only one can be. */
  record Taken(String field) implements Trouble {}

  /** A whole number from one on is expected. */
  record NoNumber(String field, String typed) implements Trouble {}

  /** The playbook's check says so. */
  record Told(String field, String message, Optional<String> hint) implements Trouble {}

  /** The text is written in a manner that forms cannot change. */
  record OnlyByHand(String field) implements Trouble {}
}
