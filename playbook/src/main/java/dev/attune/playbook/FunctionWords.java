package dev.attune.playbook;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the functions and operators of conditions make, in plain words. */
final class FunctionWords {
  private static final Map<String, String> OPERATIONS =
      Map.of(
          "_+_", "plus",
          "_-_", "minus",
          "_*_", "times",
          "_/_", "divided",
          "_%_", "modulo");

  /** The keys of phrases. CEL counts most parts of a date from 0. */
  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("getFullYear", "year"),
          Map.entry("getMonth", "month"),
          Map.entry("getDayOfYear", "day-of-year"),
          Map.entry("getDayOfMonth", "day-of-month"),
          Map.entry("getDate", "date"),
          Map.entry("getDayOfWeek", "day-of-week"),
          Map.entry("getHours", "hour"),
          Map.entry("getMinutes", "minute"),
          Map.entry("getSeconds", "second"),
          Map.entry("getMilliseconds", "millisecond"));

  private final Plain plain;
  private final TermWords terms;

  FunctionWords(Plain plain, TermWords terms) {
    this.plain = plain;
    this.terms = terms;
  }

  /** What a call makes as a noun without an article. */
  Optional<String> noun(CelCall call) {
    String operation = OPERATIONS.get(call.function());
    if (operation != null) {
      return operand(call, 0, terms.bare(call.args().get(0)))
          .flatMap(left ->
              operand(call, 1, terms.term(call.args().get(1)))
                  .map(right -> plain.say("sum." + operation, left, right)));
    }
    CelExpr of = call.target().orElseGet(() -> call.args().get(0));
    String part = PARTS.get(call.function());
    if (part != null) {
      boolean now = Path.of(of).filter(path -> path.is(Path.SIGNAL, "occurredAt")).isPresent();
      return now
          ? Optional.of(plain.say("part." + part) + zone(call))
          : terms
              .term(of)
              .map(time ->
                  plain.say("term.of", plain.say("part." + part) + zone(call), plain.of(time)));
    }
    return switch (call.function()) {
      case "size" -> terms.term(of).map(value -> plain.say("term.size", plain.of(value)));
      case Cel.MAX ->
          terms.fact(of).map(fact -> plain.say("term.largest", plain.of(terms.facts().noun(fact))));
      case "-_" -> operand(call, 0, terms.term(of)).map(value -> plain.say("term.negative", value));
      case "_[_]" -> item(of, call.args().get(1));
      case "_?_:_" ->
          terms
              .term(call.args().get(1))
              .flatMap(then ->
                  terms
                      .term(call.args().get(2))
                      .map(otherwise ->
                          plain.say(
                              "term.choice", then, plain.sentence(terms.clause(of)), otherwise)));
      default -> Optional.empty();
    };
  }

  /** In brackets where it would be read as another sum. */
  private static Optional<String> operand(CelCall call, int place, Optional<String> told) {
    CelExpr operand = call.args().get(place);
    if (operand.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return told;
    }
    int outer = rank(call.function());
    int inner = rank(operand.call().function());
    boolean ambiguous = inner < outer || (place == 1 && inner == outer);
    return inner > 0 && ambiguous ? told.map(text -> "(" + text + ")") : told;
  }

  /** What binds closer has a higher one; 0 of what is no sum. */
  private static int rank(String function) {
    return switch (function) {
      case "_+_", "_-_" -> 1;
      case "_*_", "_/_", "_%_" -> 2;
      case "-_" -> 3;
      default -> 0;
    };
  }

  /** {@code first of the interests}. */
  private Optional<String> item(CelExpr list, CelExpr place) {
    OptionalDouble number = TermWords.number(place);
    return terms
        .term(list)
        .flatMap(of ->
            number.isPresent()
                ? Optional.of(nth((long) number.getAsDouble() + 1, plain.of(of)))
                : terms.term(place).map(which -> plain.say("term.entry", which, plain.of(of))));
  }

  private String nth(long place, String of) {
    return plain.say("term.nth", plain.ordinal(place), of, Long.toString(place));
  }

  /** An instant or a length that is written out: {@code timestamp('...')}. */
  Optional<String> written(CelExpr expression) {
    boolean time = ConditionWords.isCall(expression, "timestamp");
    if (!time && !ConditionWords.isCall(expression, "duration")) {
      return Optional.empty();
    }
    return Path.text(expression.call().args().get(0))
        .map(text -> time ? text.replace("T", " ").replace("Z", " UTC") : length(text));
  }

  private String length(String text) {
    Functions.Function duration = Functions.named("duration");
    Object length = duration == null ? null : duration.of(text, null);
    if (!(length instanceof Duration known)) {
      return plain.quoted(text);
    }
    String told = plain.duration(known);
    return known.isNegative() ? plain.say("term.negative", told) : told;
  }

  /** Parts of a time are those of a zone; CEL's is UTC. A length has none. */
  private String zone(CelCall call) {
    boolean named = call.target().isPresent() && !call.args().isEmpty();
    return named
        ? Path.text(call.args().get(0)).map(zone -> plain.behind("part.zone", zone)).orElse("")
        : "";
  }
}
