package dev.attune.playbook;

/** A compiled part of a condition that holds, does not hold, or cannot be told. */
interface Claim {
  /** Decides; never throws. */
  Truth test(Scope scope);

  /** Holds when all parts do. */
  static Claim all(Claim... parts) {
    return new All(parts);
  }

  /** Holds when one part does. */
  static Claim any(Claim... parts) {
    return new Any(parts);
  }

  /** Kleene's conjunction of many. */
  final class All implements Claim {
    private final Claim[] parts;

    private All(Claim[] parts) {
      this.parts = parts;
    }

    @Override
    public Truth test(Scope scope) {
      Truth truth = Truth.TRUE;
      for (Claim part : parts) {
        Truth next = part.test(scope);
        if (next == Truth.FALSE) {
          return Truth.FALSE;
        }
        if (next == Truth.UNKNOWN) {
          truth = Truth.UNKNOWN;
        }
      }
      return truth;
    }
  }

  /** Kleene's disjunction of many. */
  final class Any implements Claim {
    private final Claim[] parts;

    private Any(Claim[] parts) {
      this.parts = parts;
    }

    @Override
    public Truth test(Scope scope) {
      Truth truth = Truth.FALSE;
      for (Claim part : parts) {
        Truth next = part.test(scope);
        if (next == Truth.TRUE) {
          return Truth.TRUE;
        }
        if (next == Truth.UNKNOWN) {
          truth = Truth.UNKNOWN;
        }
      }
      return truth;
    }
  }
}
