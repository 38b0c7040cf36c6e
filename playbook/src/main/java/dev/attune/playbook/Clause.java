package dev.attune.playbook;

import java.util.List;

/**
 * A condition in words, before it is known of whom a sentence speaks. {@link Plain} makes a
 * sentence of it, as the language wants.
 */
sealed interface Clause {
  /** They have something: {@code at least 3 completed rides in 7 days}. */
  record Having(String what) implements Clause {}

  /** Something is so of one entry at least of a fact with keys: {@code topic}. */
  record Entry(String key, Clause so) implements Clause {}

  /** Something of theirs is so: {@code plan}, {@code is “gold”}. */
  record Whose(String what, String isSo) implements Clause {}

  /** They are in a segment, or are not: {@code “regulars”}. */
  record Being(String segment, boolean not) implements Clause {}

  /** The deciding signal is so: {@code with rating of at most 2}. */
  record OfSignal(String how) implements Clause {}

  /** A whole sentence of its own. */
  record Said(String text) implements Clause {}

  /** One or the other has to be, as a third says. */
  record Choice(Clause condition, Clause then, Clause otherwise) implements Clause {}

  /** All of them. */
  record All(List<Clause> parts) implements Clause {}

  /** At least one of them. */
  record Any(List<Clause> parts) implements Clause {}
}
