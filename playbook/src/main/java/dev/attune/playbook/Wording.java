package dev.attune.playbook;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words of an expression in the text of its condition. CEL tells only one place of each
 * expression: of an operator, a dot, a bracket. So the words reach from the first to the last place
 * of its parts, and on to where brackets close.
 */
final class Wording {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|//[^\\n]*"
              + "|[rRbB]{0,2}(?:\"\"\".*?\"\"\"|'''.*?''')"
              + "|[rR](?:\"[^\"\\n]*\"|'[^'\\n]*')"
              + "|[bB]?(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+')"
              + "|[A-Za-z_][A-Za-z0-9_]*|0x[0-9a-fA-F]+"
              + "|[0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?"
              + "|&&|\\|\\||[=!<>]=|.",
          Pattern.DOTALL);

  private final Passage passage;
  private final Map<Long, Integer> positions;
  private final List<int[]> tokens = new ArrayList<>();

  Wording(Passage passage, Map<Long, Integer> positions) {
    this.passage = passage;
    this.positions = positions;
    String text = passage.text();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      boolean blank = Character.isWhitespace(text.charAt(token.start()));
      if (!blank && !text.startsWith("//", token.start())) {
        tokens.add(new int[] {token.start(), token.end()});
      }
    }
  }

  /** An expression as written, line breaks and indents as one blank. */
  String of(CelExpr expression) {
    int[] reach = {Integer.MAX_VALUE, -1};
    include(expression, reach);
    if (reach[1] < 0) {
      return passage.text().strip();
    }
    int first = reach[0];
    int last = reach[1];
    if (first > 0 && is(first, "(") && isName(first - 1)) {
      first--;
    }
    while (last + 1 < tokens.size() && (continues(last) || brackets(first, last)[1] > 0)) {
      last++;
    }
    while (first > 0 && brackets(first, last)[0] > 0) {
      first--;
    }
    return passage
        .text()
        .substring(tokens.get(first)[0], tokens.get(last)[1])
        .replaceAll("\\s*\\R\\s*", " ");
  }

  private void include(CelExpr expression, int[] reach) {
    Integer position = positions.get(expression.id());
    if (position != null) {
      int token = token(passage.charAt(position));
      reach[0] = Math.min(reach[0], token);
      reach[1] = Math.max(reach[1], token);
    }
    switch (expression.getKind()) {
      case SELECT -> include(expression.select().operand(), reach);
      case CALL -> {
        expression.call().target().ifPresent(target -> include(target, reach));
        expression.call().args().forEach(argument -> include(argument, reach));
      }
      case LIST -> expression.list().elements().forEach(element -> include(element, reach));
      case COMPREHENSION -> {
        include(expression.comprehension().iterRange(), reach);
        include(expression.comprehension().loopStep().call().args().get(1), reach);
      }
      case CONSTANT, IDENT, MAP, STRUCT, NOT_SET -> {}
    }
  }

  private int token(int offset) {
    for (int i = tokens.size() - 1; i > 0; i--) {
      if (tokens.get(i)[0] <= offset) {
        return i;
      }
    }
    return 0;
  }

  /**
   * Whether what follows a token belongs to the same value: {@code .name}, {@code (}, {@code [}.
   */
  private boolean continues(int token) {
    if (is(token, ".") || is(token, "-") || is(token, "!")) {
      return true;
    }
    String word = word(token);
    char end = word.charAt(word.length() - 1);
    boolean value = Character.isLetterOrDigit(end) || end == '_' || end == ')' || end == ']';
    boolean operator = word.equals("in");
    return value && !operator && (is(token + 1, ".") || is(token + 1, "(") || is(token + 1, "["));
  }

  /** How many brackets are closed that were not opened, and opened that are not closed. */
  private int[] brackets(int first, int last) {
    int closed = 0;
    int open = 0;
    for (int i = first; i <= last; i++) {
      if (is(i, "(") || is(i, "[")) {
        open++;
      } else if ((is(i, ")") || is(i, "]")) && open > 0) {
        open--;
      } else if (is(i, ")") || is(i, "]")) {
        closed++;
      }
    }
    return new int[] {closed, open};
  }

  /** Whether a bracket behind the token is a call. */
  private boolean isName(int token) {
    String word = word(token);
    return Character.isJavaIdentifierStart(word.charAt(0)) && !word.equals("in");
  }

  private boolean is(int token, String word) {
    return token < tokens.size() && word(token).equals(word);
  }

  private String word(int token) {
    return passage.text().substring(tokens.get(token)[0], tokens.get(token)[1]);
  }
}
