package dev.attune.playbook;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name of an event, property or trait, where a playbook reads it.
 *
 * @param at where it stands in the document
 */
record Use(What what, String name, int at) {
  /** What is read. */
  sealed interface What {
    /** Signals of an event. */
    record Event() implements What {}

    /**
     * A property of a signal.
     *
     * @param events whose property it can be; empty if any event's
     */
    record Property(Set<String> events, Want want) implements What {}

    /**
     * The newest value of a property, read as a fact.
     *
     * @param event whose property it is
     */
    record Latest(String fact, String event, Want want) implements What {
      /** The value for people: {@code facts.city, the latest properties.city of Ride Completed}. */
      String told(String property) {
        return "facts." + fact + ", the latest properties." + property + " of " + event;
      }
    }

    /** A trait. */
    record Trait(Want want) implements What {}
  }

  /**
   * As what a value is read.
   *
   * @param type null where any type does
   * @param word that wants it: an operator, a function, or a word of the playbook
   */
  record Want(@Nullable ValueType type, String word) {
    /** Any type. */
    static final Want ANY = new Want(null, "");
  }
}
