package dev.attune.playbook;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the patterns of conditions, with RE2: the time of a match grows with the text, never
 * faster. It also grows with the pattern, so large ones are refused, before they are unfolded.
 */
final class Patterns {
  private static final int LONGEST = 1_000;

  /** How many instructions a pattern may need: about as many as it has letters, repeats counted. */
  private static final int LARGEST = 1_000;

  /** How many instructions all patterns of a playbook may need: each may look at every text. */
  static final int MOST_TOGETHER = 10_000;

  /** So much of a text is looked at: more would stop everybody for as long as it takes. */
  private static final int MOST_READ = 10_000;

  private final String pattern;
  private final Deque<Long> groups = new ArrayDeque<>();
  private long sum;
  private long last;

  private Patterns(String pattern) {
    this.pattern = pattern;
  }

  /** The pattern; null if {@code report} was told what is wrong and what to do. */
  static @Nullable Pattern compile(String pattern, BiConsumer<String, String> report) {
    if (pattern.length() > LONGEST) {
      report.accept("the pattern is longer than " + LONGEST + " characters", "shorten it");
      return null;
    }
    try {
      if (new Patterns(pattern).size() <= LARGEST) {
        Pattern compiled = Pattern.compile(pattern);
        if (compiled.programSize() <= 2 * LARGEST) {
          return compiled;
        }
      }
      report.accept("the pattern repeats too much: " + pattern, "use smaller numbers in { }");
    } catch (PatternSyntaxException none) {
      report.accept(
          "this is no pattern: " + none.getDescription() + ": " + none.getPattern(),
          "patterns are RE2: no look-around and no back-references");
    }
    return null;
  }

  /** What a pattern looks at of a text: its beginning, if it is long. */
  static String read(String text) {
    return text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
  }

  /** How large it is with its repetitions written out, roughly, at most what a long holds. */
  private long size() {
    int place = 0;
    while (place < pattern.length()) {
      place = next(place);
    }
    while (!groups.isEmpty()) {
      sum = capped(sum + groups.pop());
    }
    return sum;
  }

  private int next(int place) {
    switch (pattern.charAt(place)) {
      case '(' -> {
        groups.push(sum);
        sum = 1;
        last = 1;
      }
      case ')' -> {
        last = sum;
        sum = capped(sum + (groups.isEmpty() ? 0 : groups.pop()));
      }
      case '{' -> repeat(place);
      case '[' -> {
        atom();
        return classEnd(place);
      }
      case '\\' -> {
        atom();
        return place + 2;
      }
      default -> atom();
    }
    return place + 1;
  }

  private void atom() {
    last = 1;
    sum = capped(sum + 1);
  }

  /** {@code {n}}, {@code {n,}} and {@code {n,m}} write the part before them out that often. */
  private void repeat(int place) {
    int end = pattern.indexOf('}', place);
    String inner = end < 0 ? "" : pattern.substring(place + 1, end);
    if (!inner.matches("\\d{1,6}(,\\d{0,6})?")) {
      atom();
      return;
    }
    String most = inner.substring(inner.indexOf(',') + 1);
    long times = most.isEmpty() ? Long.parseLong(inner.replace(",", "")) + 1 : Long.parseLong(most);
    long unfolded = capped(last * Math.max(1, times));
    sum = capped(sum + unfolded - last);
    last = unfolded;
  }

  /** Behind the bracket that closes a class of characters. */
  private int classEnd(int place) {
    int at = place + 1;
    if (pattern.startsWith("^", at)) {
      at++;
    }
    if (pattern.startsWith("]", at)) {
      at++;
    }
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static long capped(long size) {
    return Math.min(size, 1_000_000_000L);
  }
}
