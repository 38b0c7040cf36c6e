package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number that a playbook works out of a customer. Pure and immutable: the same scope gives the
 * same number, on every thread.
 */
public interface Formula {
  /** The number, or nothing where it cannot be told; never throws, whatever the data are. */
  Optional<BigDecimal> value(Scope scope);

  /** What it depends on. */
  Reads reads();

  /** As written in the playbook. */
  String text();
}
