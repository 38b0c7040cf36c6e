package dev.attune.playbook;

/**
 * What a condition can be. A comparison over an absent or wrongly typed value is unknown; a
 * condition holds only when true.
 */
public enum Truth {
  /** It holds. */
  TRUE,
  /** It does not hold. */
  FALSE,
  /** It cannot be told, so it does not hold; neither does its negation. */
  UNKNOWN;

  /** True or false. */
  public static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** Whether it holds. */
  public boolean holds() {
    return this == TRUE;
  }

  /** The negation; of unknown, unknown. */
  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Kleene's conjunction: false wins over unknown. */
  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE ? other : UNKNOWN;
  }

  /** Kleene's disjunction: true wins over unknown. */
  public Truth or(Truth other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == FALSE ? other : UNKNOWN;
  }
}
