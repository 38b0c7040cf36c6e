package dev.attune.playbook;

import dev.attune.customer.Kind;
import dev.attune.playbook.Vocabulary.NamedFact;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports the names and words of a condition that mean nothing, or not there. It goes before the
 * library's check of types, which would say the same in its own words.
 */
final class ConditionCheck {
  /** The operators that conditions have. */
  static final Set<String> OPERATORS =
      Set.of(
          "_&&_", "_||_", "!_", "_?_:_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_",
          "_*_", "_/_", "_%_", "-_", "_[_]", "@in");

  /** The functions that say something of a text. */
  static final Set<String> OF_TEXT = Set.of("contains", "startsWith", "endsWith", "matches");

  private static final String IGNORING_CASE = "matches can ignore case: matches('(?i)refund')";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("now", "time enters through within, around, after and becomes"),
          Map.entry("map", "exists and all can ask about the items of a list"),
          Map.entry("filter", "exists and all can ask about the items of a list"),
          Map.entry("exists_one", "exists and all can ask about the items of a list"),
          Map.entry("string", "write texts in quotes: '42'"),
          Map.entry("uint", "write int"),
          Map.entry("count", "count in a fact, and read it: facts.NAME"),
          Map.entry("sum", "add up in a fact, and read it: facts.NAME"),
          Map.entry("lower", IGNORING_CASE),
          Map.entry("upper", IGNORING_CASE),
          Map.entry("lowerAscii", IGNORING_CASE),
          Map.entry("toLower", IGNORING_CASE),
          Map.entry("toLowerCase", IGNORING_CASE),
          Map.entry("toUpper", IGNORING_CASE),
          Map.entry("toUpperCase", IGNORING_CASE),
          Map.entry("length", "write size(traits.devices)"));

  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.]*");

  private final Passage passage;
  private final Vocabulary vocabulary;
  private final Place place;
  private final CelExpr root;
  private final Map<Long, Integer> positions;
  private final Set<String> segments = new LinkedHashSet<>();
  private final Set<String> takenAway = new HashSet<>();
  private boolean sound = true;

  ConditionCheck(Passage passage, Vocabulary vocabulary, Place place, CelAbstractSyntaxTree tree) {
    this.passage = passage;
    this.vocabulary = vocabulary;
    this.place = place;
    this.root = tree.getExpr();
    this.positions = tree.getSource().getPositionsMap();
  }

  /** Whether nothing was reported. */
  boolean passes() {
    walk(root, Set.of());
    return sound;
  }

  /** The segments it asks about, once {@link #passes} has been called. */
  Set<String> segments() {
    return segments;
  }

  private void walk(CelExpr expression, Set<String> loop) {
    Optional<Path> path = Path.of(expression);
    if (path.isPresent()) {
      path(expression, path.get());
      return;
    }
    switch (expression.getKind()) {
      case CONSTANT -> constant(expression);
      case IDENT -> identifier(expression, expression.ident().name(), loop);
      case SELECT -> walk(expression.select().operand(), loop);
      case CALL -> call(expression, expression.call(), loop);
      case LIST -> expression.list().elements().forEach(element -> walk(element, loop));
      case COMPREHENSION -> loop(expression, expression.comprehension(), loop);
      case MAP, STRUCT, NOT_SET ->
          error(expression, "conditions have no { }", "write the names out: traits.a == 1");
    }
  }

  private void constant(CelExpr expression) {
    CelConstant.Kind kind = expression.constant().getKind();
    if (kind == CelConstant.Kind.UINT64_VALUE) {
      error(expression, "conditions have no unsigned numbers", "leave the u away");
    } else if (kind == CelConstant.Kind.DOUBLE_VALUE
        && Double.isInfinite(expression.constant().doubleValue())) {
      error(expression, "no number is as large as this", "leave the comparison away");
    } else if (kind == CelConstant.Kind.BYTES_VALUE) {
      error(expression, "conditions have no bytes", "leave the b away");
    } else if (kind == CelConstant.Kind.INT64_VALUE || kind == CelConstant.Kind.DOUBLE_VALUE) {
      String written = written(expression);
      if (LeadingZeros.begins(written)) {
        error(expression, LeadingZeros.message(written), LeadingZeros.hint(written));
      }
    }
  }

  /** A number as it stands in the condition. */
  private String written(CelExpr number) {
    Matcher digits = NUMBER.matcher(passage.text());
    return digits.find(passage.charAt(codePoint(number))) ? digits.group() : "";
  }

  private void identifier(CelExpr expression, String name, Set<String> loop) {
    if (loop.contains(name) || takenAway.contains(name)) {
      return;
    }
    String message = "unknown name " + name;
    if (vocabulary.facts().containsKey(name)) {
      error(expression, message, "did you mean facts." + name + "?");
    } else if (vocabulary.segments().containsKey(name)) {
      error(expression, message, "did you mean '" + name + "' in segments?");
    } else if (Cel.SIGNAL.containsKey(name)) {
      error(expression, message, "did you mean signal." + name + "?");
    } else if (name.equals("now")) {
      error(expression, "conditions have no now", INSTEAD.getOrDefault(name, ""));
    } else {
      passage.problems().unknown(at(expression), message, name, new TreeSet<>(Path.ROOTS));
      sound = false;
    }
  }

  private void path(CelExpr expression, Path path) {
    boolean allowed = path.root().equals(Path.SIGNAL) ? place.readsSignal() : place.readsCustomer();
    if (!allowed) {
      misplaced(expression, path);
      return;
    }
    switch (path.root()) {
      case Path.FACTS -> {
        if (named(expression, path, "fact", vocabulary.facts().keySet())) {
          entry(expression, path);
        }
      }
      case Path.GOALS -> goal(expression, path);
      case Path.SIGNAL -> signal(expression, path);
      case Path.TRAITS -> whole(expression, path, 1);
      default -> error(expression, "segments cannot be read like that", "write 'NAME' in segments");
    }
  }

  /** Reports a fact with {@code per} that is read where no signal says which entry is meant. */
  private void entry(CelExpr expression, Path path) {
    NamedFact fact = vocabulary.named(path);
    if (fact != null && fact.map() && !place.readsSignal()) {
      error(
          expression,
          path + " has an entry for each key, and nothing here says which is meant",
          "write " + path + ".max() or " + path + ".any(v, v >= 3)");
    }
  }

  private void goal(CelExpr expression, Path path) {
    Optional<String> hyphened = hyphened(path);
    if (hyphened.isPresent()) {
      error(
          expression,
          path + " is no name: a hyphen takes away",
          "write goals['" + hyphened.get() + "']");
      // What stands behind its hyphens is no name by itself, and no second problem.
      takenAway.addAll(List.of(hyphened.get().split("-")));
      return;
    }
    if (!named(expression, path, "goal", vocabulary.goals().keySet())) {
      return;
    }
    Set<String> words = vocabulary.goals().getOrDefault(path.steps().get(0), Map.of()).keySet();
    if (path.steps().size() < 2) {
      error(
          expression, path + " is read by a word", "write " + path + "." + words.iterator().next());
    } else if (!words.contains(path.steps().get(1))) {
      String word = path.steps().get(1);
      passage.problems().unknown(at(expression), "a goal tells no " + word, word, words);
      sound = false;
    }
  }

  /** The goal that {@code goals.come-back} means, of which only {@code goals.come} is a path. */
  private Optional<String> hyphened(Path path) {
    if (path.steps().size() != 1) {
      return Optional.empty();
    }
    return vocabulary.goals().keySet().stream()
        .filter(name -> passage.text().contains(Path.GOALS + "." + name))
        .filter(name -> name.startsWith(path.steps().get(0) + "-"))
        .max(Comparator.comparingInt(String::length));
  }

  /** Checks what {@code any} and {@code max} are asked of: a fact with {@code per}. */
  private void entries(CelExpr asked, String word) {
    Optional<Path> path = Path.of(asked);
    NamedFact fact =
        path.filter(name -> !name.steps().isEmpty()).map(vocabulary::named).orElse(null);
    boolean isFact = path.filter(name -> name.root().equals(Path.FACTS)).isPresent();
    if (isFact && fact == null) {
      path.ifPresent(name -> named(asked, name, "fact", vocabulary.facts().keySet()));
    } else if (!place.readsCustomer() && isFact) {
      path.ifPresent(name -> misplaced(asked, name));
    } else if (fact == null || (!fact.map() && fact.kind() != null)) {
      error(
          asked,
          word + " asks the entries of a fact with per",
          word.equals("any") ? "of a list ask exists(v, ...)" : "give the fact a per");
    }
  }

  private void misplaced(CelExpr expression, Path path) {
    switch (place) {
      case WHERE ->
          error(
              expression,
              "where reads only the signal, not " + path,
              "what is counted must not change with the customer; ask about it in a segment or"
                  + " moment");
      case SEGMENT ->
          error(
              expression,
              "a segment cannot read the signal: " + path,
              "it holds or not at every instant; count such signals in a fact");
      case BECOMES, WHEN ->
          error(
              expression,
              "becomes cannot read the signal: " + path,
              "use when for a signal, or count such signals in a fact");
    }
  }

  private void signal(CelExpr expression, Path path) {
    if (!named(expression, path, "part of a signal", Cel.SIGNAL.keySet())) {
      return;
    }
    String field = path.steps().get(0);
    boolean named =
        !(field.equals("properties") || field.equals("context")) || whole(expression, path, 2);
    // Intake's fast path reads no more of the context; anything else would be silently absent.
    if (named && field.equals("context") && !path.steps().get(1).equals("timezone")) {
      error(
          expression,
          path + " is not supported yet",
          "of the context only signal.context.timezone is read");
    }
  }

  /** Reports a name that is not known, or missing. */
  private boolean named(CelExpr expression, Path path, String what, Collection<String> known) {
    if (!whole(expression, path, 1)) {
      return false;
    }
    String name = path.steps().get(0);
    if (known.contains(name)) {
      return true;
    }
    String message = "unknown " + what + " " + name;
    if (path.root().equals(Path.SIGNAL) && Nearest.to(name, known).isEmpty()) {
      error(expression, message, "did you mean signal.properties." + name + "?");
    } else {
      passage.problems().unknown(at(expression), message, name, known);
    }
    sound = false;
    return false;
  }

  /** Reports a path that ends before it names one value. */
  private boolean whole(CelExpr expression, Path path, int steps) {
    if (path.steps().size() >= steps) {
      return true;
    }
    error(expression, path + " is read by name, not as a whole", "write " + path + ".NAME");
    return false;
  }

  private void call(CelExpr expression, CelCall call, Set<String> loop) {
    String function = call.function();
    if (function.equals("@in") && asksSegment(call)) {
      segment(call.args().get(0), expression);
      return;
    }
    if (function.equals(Cel.MAX) && call.target().isPresent() && call.args().isEmpty()) {
      entries(call.target().get(), "max");
      return;
    }
    if (!OPERATORS.contains(function)
        && !OF_TEXT.contains(function)
        && Functions.named(function) == null) {
      unknownFunction(expression, function);
      return;
    }
    kinds(call);
    new TimeCheck(vocabulary).untimely(call).ifPresent(path -> untimely(path));
    call.target().ifPresent(target -> walk(target, loop));
    call.args().forEach(argument -> walk(argument, loop));
  }

  /** Reports a date as it was sent, a text, where a time is wanted: that would be never so. */
  private void untimely(CelExpr path) {
    String name = String.valueOf(Path.of(path).orElseThrow());
    error(path, name + " is a date as it was sent", "write timestamp(" + name + ")");
  }

  private void unknownFunction(CelExpr expression, String function) {
    String message = "conditions have no function " + function;
    String instead = INSTEAD.get(function);
    if (instead != null) {
      error(expression, message, instead);
      return;
    }
    Set<String> known = Functions.names();
    known.addAll(OF_TEXT);
    known.addAll(List.of("has", "exists", "all", "any", Cel.MAX));
    error(
        expression,
        message,
        Nearest.to(function, known)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElseGet(() -> "known: " + String.join(", ", known)));
  }

  private static boolean asksSegment(CelCall call) {
    CelExpr where = call.args().get(1);
    return where.getKind() == ExprKind.Kind.IDENT && where.ident().name().equals(Path.SEGMENTS);
  }

  private void segment(CelExpr asked, CelExpr expression) {
    Optional<String> name = Path.text(asked);
    if (!place.readsCustomer()) {
      misplaced(expression, new Path(Path.SEGMENTS, List.of()));
    } else if (name.isEmpty()) {
      error(asked, "a segment is asked by its name", "write 'NAME' in segments");
    } else if (vocabulary.segments().containsKey(name.get())) {
      segments.add(name.get());
    } else {
      passage
          .problems()
          .unknown(
              at(asked),
              "unknown segment " + name.get(),
              name.get(),
              vocabulary.segments().keySet());
      sound = false;
    }
  }

  /** Reports a text compared with {@code signal.kind} that no kind is called. */
  private void kinds(CelCall call) {
    List<CelExpr> parts = call.args();
    if (parts.size() != 2) {
      return;
    }
    for (int i = 0; i < 2; i++) {
      boolean kind = Path.of(parts.get(i)).filter(path -> path.is(Path.SIGNAL, "kind")).isPresent();
      CelExpr other = parts.get(1 - i);
      Optional<String> text = Path.text(other);
      if (kind && text.isPresent() && Kind.of(text.get()).isEmpty()) {
        passage
            .problems()
            .unknown(
                at(other),
                "unknown kind of signal " + text.get(),
                text.get(),
                Arrays.stream(Kind.values()).map(Kind::word).toList());
        sound = false;
      }
    }
  }

  private void loop(CelExpr expression, CelComprehension loop, Set<String> outer) {
    if (!outer.isEmpty()) {
      error(expression, "exists and all cannot stand in one another", "make a fact of one");
      return;
    }
    if (Path.ROOTS.contains(loop.iterVar())) {
      error(expression, loop.iterVar() + " already means something", "use another name: v");
      return;
    }
    range(loop.iterRange());
    walk(loop.loopStep().call().args().get(1), Set.of(loop.iterVar()));
  }

  private void range(CelExpr range) {
    if (range.getKind() == ExprKind.Kind.CALL && range.call().function().equals(Cel.ENTRIES)) {
      entries(range.call().args().get(0), "any");
    } else {
      walk(range, Set.of());
    }
  }

  private void error(CelExpr expression, String message, String hint) {
    passage.error(codePoint(expression), message, hint);
    sound = false;
  }

  private int at(CelExpr expression) {
    return passage.offset(codePoint(expression));
  }

  /** Where an expression begins, or the name at its end if it is a path. */
  private int codePoint(CelExpr expression) {
    if (expression.getKind() == ExprKind.Kind.SELECT) {
      return codePoint(expression.select().operand());
    }
    return positions.getOrDefault(expression.id(), 0);
  }
}
