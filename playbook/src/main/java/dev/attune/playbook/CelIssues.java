package dev.attune.playbook;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what the CEL library found wrong with a condition. */
final class CelIssues {
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '(.+?)' applied to '(.+?)' \\(candidates.*");
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:mismatched input|extraneous input) '(.*?)' expecting .*", Pattern.DOTALL);
  private static final Pattern STRANGE =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final Pattern PARTS =
      Pattern.compile("type '(.*)' does not support field selection");

  private static final Pattern UNIT = Pattern.compile("d|h|m|s|ms|days?|hours?|minutes?|weeks?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private static final Map<String, String> WORDS =
      Map.of("and", "&&", "or", "||", "not", "!", "is", "==", "AND", "&&", "OR", "||", "NOT", "!");

  private static final Map<String, String> TYPES =
      Map.of(
          "google.protobuf.Timestamp", "a time",
          "google.protobuf.Duration", "a duration",
          "int", "a whole number",
          "double", "a number",
          "string", "a text",
          "bool", "true or false",
          "dyn", "any value",
          "null", "null",
          "attune.Facts", "facts",
          "attune.Signal", "signal");

  private CelIssues() {}

  static void explainSyntax(CelIssue issue, Passage passage) {
    int place = place(issue, passage);
    String told = issue.getMessage();
    if (told.contains("recursion limit")) {
      passage.error(0, "the condition is nested too deep", "make facts or segments of its parts");
      return;
    }
    if (told.contains("size exceeds limit") || told.contains("node count")) {
      passage.error(0, "the condition is too long", "make facts or segments of its parts");
      return;
    }
    if (told.startsWith("For input string") || told.contains("NumberFormat")) {
      passage.error(
          place,
          "this number has too many digits",
          "a whole number is at most 9223372036854775807");
      return;
    }
    Matcher strange = STRANGE.matcher(told);
    if (strange.matches()) {
      strange(strange.group(1), place, passage);
      return;
    }
    Matcher unexpected = UNEXPECTED.matcher(told);
    if (unexpected.matches()) {
      unexpected(unexpected.group(1), place, passage);
      return;
    }
    explainForm(told, place, passage);
  }

  private static void explainForm(String told, int place, Passage passage) {
    if (told.startsWith("missing ')'") || told.startsWith("missing ']'")) {
      passage.error(place, "a bracket is never closed");
      return;
    }
    if (told.contains("has() macro")) {
      passage.error(place, "has asks for a name behind a dot", "write has(traits.plan)");
      return;
    }
    if (told.contains("must be a simple name")) {
      passage.error(place, "the first of two is a name here", "write exists(v, v > 3)");
      return;
    }
    passage.error(place, "this is no condition: " + told);
  }

  static void explainType(CelIssue issue, Passage passage) {
    int place = place(issue, passage);
    Matcher overload = OVERLOAD.matcher(issue.getMessage());
    if (overload.matches()) {
      explainOverload(overload.group(1), types(overload.group(2)), place, passage);
      return;
    }
    Matcher parts = PARTS.matcher(issue.getMessage());
    if (parts.matches()) {
      passage.error(place, type(parts.group(1)) + " has no parts to name");
      return;
    }
    passage.error(place, issue.getMessage());
  }

  private static void explainOverload(
      String function, List<String> types, int place, Passage passage) {
    switch (function) {
      case "_[_]" ->
          passage.error(place, "[ ] does not go with " + types.get(0), "write a dot: .NAME");
      case "_?_:_" ->
          passage.error(place, "the sides of ? : differ: " + types.get(1) + " and " + types.get(2));
      case "!_", "-_" ->
          passage.error(place, function.charAt(0) + " does not go before " + types.get(0));
      default -> {
        boolean operator = function.startsWith("_") || function.startsWith("@");
        String symbol = function.replace("_", "").replace("@", "");
        String told = operator ? " does not go between " : " does not work on ";
        passage.error(place, symbol + told + String.join(" and ", types));
      }
    }
  }

  /** The name of a type for people, with its article. */
  static String type(String name) {
    String known = TYPES.get(name);
    if (known != null) {
      return known;
    }
    return name.startsWith("list") ? "a list" : name.startsWith("map") ? "an object" : name;
  }

  private static void strange(String text, int place, Passage passage) {
    if (text.startsWith("=")) {
      passage.error(place, "= compares nothing", "write ==");
    } else if (text.startsWith("'") || text.startsWith("\"")) {
      passage.error(place, "a text is never closed: " + text);
    } else if (text.startsWith("&") || text.startsWith("|")) {
      String doubled = text.substring(0, 1).repeat(2);
      passage.error(place, text.substring(0, 1) + " joins nothing", "write " + doubled);
    } else {
      passage.error(place, "this is no part of a condition: " + text.strip());
    }
  }

  private static void unexpected(String text, int place, Passage passage) {
    if (text.equals("<EOF>")) {
      passage.error(place, "the condition ends too early", "something is missing at its end");
      return;
    }
    String instead = WORDS.get(text);
    if (instead != null) {
      passage.error(place, "'" + text + "' joins nothing", "write " + instead);
      return;
    }
    String message = "'" + text + "' does not belong here";
    if (UNIT.matcher(text).matches()) {
      passage.error(place, message, "a length of time is written duration('36h')");
    } else if (CURRENCY.matcher(text).matches()) {
      passage.error(place, message, "an amount is a number alone; trust says its currency");
    } else {
      passage.error(place, message);
    }
  }

  /** The types of {@code (int, string)}, or of {@code list(int).(string)}. */
  private static List<String> types(String list) {
    int target = list.indexOf(".(");
    String inner = list.substring(target < 0 ? 1 : target + 2, list.length() - 1);
    List<String> types = new ArrayList<>();
    if (target >= 0) {
      types.add(type(list.substring(0, target)));
    }
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        types.add(type(inner.substring(start, i).strip()));
        start = i + 1;
      }
    }
    types.add(type(inner.substring(start).strip()));
    return types;
  }

  private static int place(CelIssue issue, Passage passage) {
    CelSourceLocation location = issue.getSourceLocation();
    if (location.getLine() < 1 || location.getColumn() < 0) {
      return 0;
    }
    String text = passage.text();
    int start = 0;
    for (int line = 1; line < location.getLine(); line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return text.codePointCount(0, start) + location.getColumn();
  }
}
