package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.Optional;

/** What an option costs the company, in the currency of the playbook's {@link Trust}. */
public sealed interface Cost {
  /**
   * The cost for one customer; nothing where it cannot be told, or would be negative: then the
   * option fits no budget.
   */
  Optional<BigDecimal> of(Scope scope);

  /** The same for everybody; zero or more. */
  record Fixed(BigDecimal amount) implements Cost {
    public Fixed {
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("a cost is negative: " + amount);
      }
    }

    @Override
    public Optional<BigDecimal> of(Scope scope) {
      return Optional.of(amount);
    }
  }

  /** Worked out from the customer and the moment's signal, such as {@code facts.lastFare}. */
  record Worked(Formula formula) implements Cost {
    @Override
    public Optional<BigDecimal> of(Scope scope) {
      return formula.value(scope).filter(amount -> amount.signum() >= 0);
    }
  }
}
