package dev.attune.testkit;

import dev.attune.customer.Signal;
import dev.attune.playbook.Scope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code where} may read. */
record OnlySignal(Signal signal) implements Scope {
  @Override
  public @Nullable Object fact(int index) {
    throw new IllegalStateException("where reads a fact");
  }

  @Override
  public double number(int index) {
    throw new IllegalStateException("where reads a fact");
  }

  @Override
  public Map<String, Object> entries(int index) {
    throw new IllegalStateException("where reads a fact");
  }

  @Override
  public @Nullable Object trait(String name) {
    throw new IllegalStateException("where reads a trait");
  }

  @Override
  public boolean inSegment(int index) {
    throw new IllegalStateException("where reads a segment");
  }
}
