package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.Optional;

/** A formula as a tree of closures. */
record CompiledFormula(String text, Term term, Reads reads) implements Formula {
  @Override
  public Optional<BigDecimal> value(Scope scope) {
    return switch (term.value(scope)) {
      case Long whole -> Optional.of(BigDecimal.valueOf(whole));
      // The shortest decimal that is this double: 19.9 costs 19.90, not 19.89999...
      case Double number when Double.isFinite(number) -> Optional.of(BigDecimal.valueOf(number));
      case null, default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
