package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one mapping, asked for one by one. Words that nobody can ask for are reported at
 * once.
 */
final class Entries {
  private final Mapping mapping;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Scalar> keys = new LinkedHashMap<>();

  /**
   * Takes a mapping apart.
   *
   * @param known the words that mean something here
   * @param later words of the full language that this version does not know yet
   */
  Entries(Mapping mapping, Problems problems, Set<String> known, Set<String> later) {
    this.mapping = mapping;
    this.problems = problems;
    for (Entry entry : mapping.entries()) {
      String word = entry.key().text();
      if (known.contains(word)) {
        values.put(word, entry.value());
        keys.put(word, entry.key());
      } else if (later.contains(word)) {
        problems.error(
            entry.key().at(),
            word + " is not supported yet",
            "remove it; a later version will understand it");
      } else {
        problems.unknown(entry.key().at(), "unknown word " + word, word, known);
      }
    }
  }

  int at() {
    return mapping.at();
  }

  boolean has(String word) {
    return values.containsKey(word);
  }

  /** Where a word stands; where the mapping stands if it has no such word. */
  int keyAt(String word) {
    Scalar key = keys.get(word);
    return key == null ? at() : key.at();
  }

  /** Whether the value under {@code word} has words of its own. */
  boolean isMapping(String word) {
    return values.get(word) instanceof Mapping;
  }

  /** Whether there is nothing under {@code word}, as in {@code zone:}. */
  boolean isNothing(String word) {
    return values.get(word) instanceof Scalar scalar && scalar.isNothing();
  }

  /** Whether {@code word} says true; reported if it says neither true nor false. */
  boolean flag(String word) {
    Optional<Scalar> scalar = scalar(word);
    String text = scalar.map(Scalar::text).map(String::strip).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      int at = scalar.map(Scalar::at).orElse(at());
      problems.error(at, word + " is true or false, not " + text);
    }
    return text.equals("true");
  }

  /** The text under {@code word}; reported and nothing if it is no text or empty. */
  Optional<Scalar> scalar(String word) {
    Node value = values.get(word);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Scalar scalar)) {
      problems.error(value.at(), word + " takes a text, not a list or further words");
      return Optional.empty();
    }
    if (scalar.isNothing()) {
      problems.error(keyAt(word), word + " has no value");
      return Optional.empty();
    }
    return Optional.of(scalar);
  }

  /** As {@link #scalar}, without the place. */
  Optional<String> text(String word) {
    return scalar(word).map(Scalar::text).map(String::strip);
  }

  /** The words under {@code word}; reported and nothing if it is something else. */
  Optional<Mapping> mapping(String word) {
    Node value = values.get(word);
    if (value == null || (value instanceof Scalar scalar && scalar.isNothing())) {
      return Optional.empty();
    }
    if (!(value instanceof Mapping found)) {
      problems.error(value.at(), word + " takes names with values, such as NAME: ...");
      return Optional.empty();
    }
    return Optional.of(found);
  }

  /** The items under {@code word}, a single text counting as a list of one. */
  List<Node> items(String word) {
    Node value = values.get(word);
    return switch (value) {
      case null -> List.of();
      case Node.Sequence sequence -> sequence.items();
      case Scalar scalar -> scalar.isNothing() ? List.of() : List.of(scalar);
      case Mapping wrong -> {
        problems.error(wrong.at(), word + " takes a list, such as [a, b]");
        yield List.of();
      }
    };
  }

  /** The duration under {@code word}, or {@code otherwise}; reported if outside {@code range}. */
  Duration duration(String word, Duration otherwise, Range range) {
    return duration(word, range).orElse(otherwise);
  }

  /** The duration under {@code word}; reported and nothing if outside {@code range}. */
  Optional<Duration> duration(String word, Range range) {
    Optional<Scalar> scalar = scalar(word);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    String text = scalar.get().text().strip();
    int at = scalar.get().at();
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isEmpty()) {
      problems.error(
          at, word + " is no duration: " + text, "write 30d, 2h, 15m, 90s, 500ms or 1d12h");
      return Optional.empty();
    }
    if (duration.get().abs().compareTo(DurationText.LONGEST) > 0) {
      problems.error(
          at,
          word + " is longer than ten years: " + text,
          "write " + DurationText.write(DurationText.LONGEST) + " at most");
      return Optional.empty();
    }
    return range.admits(duration.get(), word, text, at, problems) ? duration : Optional.empty();
  }

  /** Which durations make sense. */
  enum Range {
    /** Any. */
    ANY,
    /** Zero or longer. */
    NOT_NEGATIVE,
    /** Longer than zero. */
    POSITIVE;

    boolean admits(Duration duration, String word, String text, int at, Problems problems) {
      if (this == NOT_NEGATIVE && duration.isNegative()) {
        problems.error(at, word + " cannot be negative: " + text);
        return false;
      }
      if (this == POSITIVE && !duration.isPositive()) {
        problems.error(at, word + " must be longer than zero: " + text);
        return false;
      }
      return true;
    }
  }
}
