package dev.attune.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Many ways to say one thing, read once from a line: {@code {a|b|}} is one of its alternatives,
 * which nest, and {@code <part>} one of the lines of a part. Immutable.
 */
sealed interface Phrase {
  /** Writes one of the ways. */
  void write(StringBuilder to, Chance chance);

  /** How many ways there are. */
  double ways();

  /** Always the same. */
  record Text(String text) implements Phrase {
    @Override
    public void write(StringBuilder to, Chance chance) {
      to.append(text);
    }

    @Override
    public double ways() {
      return 1;
    }
  }

  /** One of these. */
  record Choice(List<Phrase> among) implements Phrase {
    @Override
    public void write(StringBuilder to, Chance chance) {
      chance.pick(among).write(to, chance);
    }

    @Override
    public double ways() {
      return among.stream().mapToDouble(Phrase::ways).sum();
    }
  }

  /** One after the other. */
  record Row(List<Phrase> pieces) implements Phrase {
    @Override
    public void write(StringBuilder to, Chance chance) {
      for (Phrase piece : pieces) {
        piece.write(to, chance);
      }
    }

    @Override
    public double ways() {
      return pieces.stream().mapToDouble(Phrase::ways).reduce(1, (a, b) -> a * b);
    }
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if a brace is not closed or a part is not there
   */
  static Phrase read(String line, Map<String, Phrase> parts) {
    List<Phrase> pieces = new ArrayList<>();
    int text = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '{' && c != '<') {
        continue;
      }
      if (text < i) {
        pieces.add(new Text(line.substring(text, i)));
      }
      int end = c == '{' ? closing(line, i) : line.indexOf('>', i);
      String inside = line.substring(i + 1, end);
      pieces.add(c == '{' ? choice(inside, parts) : part(inside, parts));
      i = end;
      text = end + 1;
    }
    if (text < line.length()) {
      pieces.add(new Text(line.substring(text)));
    }
    return pieces.size() == 1 ? pieces.getFirst() : new Row(List.copyOf(pieces));
  }

  private static Phrase part(String name, Map<String, Phrase> parts) {
    Phrase part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no part <" + name + ">, there are " + parts.keySet());
    }
    return part;
  }

  private static Phrase choice(String inside, Map<String, Phrase> parts) {
    List<Phrase> among = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '|' && depth == 0) {
        among.add(read(inside.substring(start, i), parts));
        start = i + 1;
      }
    }
    among.add(read(inside.substring(start), parts));
    return new Choice(List.copyOf(among));
  }

  private static int closing(String line, int open) {
    int depth = 0;
    for (int i = open; i < line.length(); i++) {
      char c = line.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a { is not closed: " + line);
  }
}
