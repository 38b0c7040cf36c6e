package dev.attune.playbook;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.playbook.Reads.Operator;
import dev.attune.playbook.Vocabulary.NamedFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes terms of the names that conditions read, and notes that they are read. */
final class PathTerms {
  private final Vocabulary vocabulary;

  PathTerms(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The value under a checked path. */
  Term term(Path path, ReadsBuilder reads) {
    return switch (path.root()) {
      case Path.FACTS, Path.GOALS -> {
        NamedFact fact = fact(path);
        int named = path.root().equals(Path.FACTS) ? 1 : 2;
        reads.fact(fact.index());
        Term term = fact(fact);
        yield path.steps().size() == named ? term : inside(term, path.from(named));
      }
      case Path.TRAITS -> {
        String name = path.steps().get(0);
        reads.trait(name);
        Term term = scope -> scope.trait(name);
        yield path.steps().size() == 1 ? term : inside(term, path.from(1));
      }
      case Path.SIGNAL -> signal(path, reads);
      default -> throw new IllegalArgumentException("no value: " + path);
    };
  }

  /** The fact that a checked path begins with. */
  NamedFact fact(Path path) {
    NamedFact fact = vocabulary.named(path);
    if (fact == null) {
      throw new IllegalArgumentException("unchecked path: " + path);
    }
    return fact;
  }

  /** The entries of the fact with {@code per} that a checked path names, by key. */
  Entries entries(Path path, ReadsBuilder reads) {
    NamedFact fact = fact(path);
    reads.fact(fact.index());
    return new Entries(fact.index(), fact.kind() != null && fact.kind().isZeroOfNone());
  }

  /** The value at the end of {@code steps} inside a term's value. */
  static Term inside(Term term, List<String> steps) {
    return scope -> term.value(scope) instanceof Data data ? data.at(steps) : null;
  }

  private static Term fact(NamedFact fact) {
    return fact.isNumeric() ? new NumericFact(fact.index()) : new OtherFact(fact.index());
  }

  private static Term signal(Path path, ReadsBuilder reads) {
    String field = path.steps().get(0);
    reads.signal();
    return switch (field) {
      case "event" -> scope -> scope.signal().event();
      case "kind" -> scope -> scope.signal().content().kind().word();
      case "name" -> scope -> name(scope.signal().content());
      case "text" -> scope -> text(scope.signal().content());
      case "occurredAt" -> scope -> scope.signal().occurredAt();
      case "source" -> scope -> scope.signal().id().source();
      case "sentiment" -> new Sentiment();
      case "properties" -> {
        reads.property(path.steps().get(1));
        yield properties(path.from(1));
      }
      case "context" -> {
        reads.context(path.steps().get(1));
        List<String> steps = path.from(1);
        yield scope -> scope.signal().context().at(steps);
      }
      default -> throw new IllegalArgumentException("unchecked path: " + path);
    };
  }

  private static Term properties(List<String> steps) {
    if (steps.size() > 1) {
      return scope -> scope.signal().content().properties().at(steps);
    }
    String name = steps.get(0);
    return scope -> scope.signal().content().properties().get(name);
  }

  private static @Nullable String name(Content content) {
    return switch (content) {
      case Content.Page page -> page.name();
      case Content.Screen screen -> screen.name();
      default -> null;
    };
  }

  private static @Nullable String text(Content content) {
    return switch (content) {
      case Content.Feedback feedback -> feedback.text();
      case Content.Observed observed -> observed.text();
      default -> null;
    };
  }

  /** A fact that is a number. */
  record NumericFact(int index) implements Term.Numeric {
    @Override
    public @Nullable Object value(Scope scope) {
      return scope.fact(index);
    }

    @Override
    public double number(Scope scope) {
      return scope.number(index);
    }
  }

  /**
   * The entries of a fact with {@code per}.
   *
   * @param zeroOfNone whether its largest entry is 0 where there is none
   */
  record Entries(int index, boolean zeroOfNone) implements Term {
    @Override
    public Object value(Scope scope) {
      Data.Builder values = new Data.Builder();
      scope
          .entries(index)
          .forEach(
              (key, value) -> values.put(key, value instanceof Instant at ? at.toString() : value));
      return values.build();
    }

    /** Only the values. */
    Term values() {
      return scope -> List.copyOf(scope.entries(index).values());
    }

    /** The largest number or latest time; 0 or nothing if there is none. */
    Term largest() {
      return scope -> {
        Object largest = null;
        for (Object value : scope.entries(index).values()) {
          boolean larger =
              largest == null || Relations.compare(value, Operator.MORE, largest) == Truth.TRUE;
          largest = larger ? value : largest;
        }
        return largest == null && zeroOfNone ? (Object) 0L : largest;
      };
    }
  }

  /** A fact that is a time, or whatever was sent. */
  private record OtherFact(int index) implements Term {
    @Override
    public @Nullable Object value(Scope scope) {
      return scope.fact(index);
    }
  }

  /** How a feedback was understood. */
  private record Sentiment() implements Term.Numeric {
    @Override
    public @Nullable Object value(Scope scope) {
      double number = number(scope);
      return Double.isNaN(number) ? null : (Object) number;
    }

    @Override
    public double number(Scope scope) {
      Signal signal = scope.signal();
      return signal.content() instanceof Content.Understood understood
          ? understood.sentiment().orElse(Double.NaN)
          : Double.NaN;
    }
  }
}
