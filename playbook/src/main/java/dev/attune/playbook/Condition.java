package dev.attune.playbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled condition of a playbook. Pure and immutable: the same scope gives the same truth, on
 * every thread.
 */
public interface Condition {
  /** Decides. Never throws, whatever the customer's data are. */
  Truth test(Scope scope);

  /**
   * Decides, and shows how: every comparison in reading order, also those that a short-circuit
   * would skip.
   */
  List<Finding> explain(Scope scope);

  /** What it depends on. */
  Reads reads();

  /** As written in the playbook. */
  String text();

  /**
   * One comparison of a condition, decided.
   *
   * @param text the comparison as written
   * @param truth whether it held
   * @param readings what it read, in reading order
   */
  record Finding(String text, Truth truth, List<Reading> readings) {}

  /**
   * A name and the value it had.
   *
   * @param name as conditions write it: {@code facts.rides30}, {@code traits.plan}...
   * @param value null where it was absent
   */
  record Reading(String name, @Nullable Object value) {}
}
