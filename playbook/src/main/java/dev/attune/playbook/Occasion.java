package dev.attune.playbook;

import dev.attune.playbook.Clause.OfSignal;
import dev.attune.playbook.Reads.Operator;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The signals on which a moment opens, taken apart. One use. */
final class Occasion {
  private final Plain plain;
  private final ConditionWords words;
  private final List<CelExpr> parts;
  private final Set<String> events;
  private final List<String> with = new ArrayList<>();
  private final List<CelExpr> rest = new ArrayList<>();
  private final List<String> several = new ArrayList<>();
  private Optional<String> ordinal = Optional.empty();

  Occasion(
      Plain plain,
      Condition condition,
      CelAbstractSyntaxTree tree,
      Set<String> events,
      List<Fact> facts) {
    this.plain = plain;
    this.words = ConditionWords.over(plain, tree, condition.text(), facts);
    this.parts = ConditionWords.parts(tree.getExpr(), "_&&_");
    this.events = events;
  }

  private void sort(CelExpr part) {
    if (words.clause(part) instanceof OfSignal(String how)) {
      with.add(how);
    } else {
      rest.add(part);
    }
  }

  @SuppressWarnings("ReferenceEquality") // Parts of one tree.
  String words() {
    CelExpr counting = counting();
    for (CelExpr part : parts) {
      if (EventsOf.condition(part).isPresent() && isEventOnly(part)) {
        continue;
      }
      if (part == counting) {
        ordinal = ordinal(part);
      } else if (!alternatives(part)) {
        sort(part);
      }
    }
    String one =
        events.isEmpty()
            ? plain.say("opens.any")
            : plain.or(events.stream().map(event -> plain.a(plain.event(event).one())).toList());
    String on =
        ordinal
            .map(counted -> counted + others(counted))
            .orElseGet(() ->
                plain.say("opens.on", several.isEmpty() ? one : plain.or(several)) + behind(with));
    return rest.isEmpty() ? on : plain.say("opens.on-if", on, plain.sentence(words.all(rest)));
  }

  /** The part that says which one it is: the one that says it exactly, else the first. */
  private @Nullable CelExpr counting() {
    List<CelExpr> counting = parts.stream().filter(part -> ordinal(part).isPresent()).toList();
    return counting.stream()
        .filter(
            part -> Comparison.of(part).filter(is -> is.operator() == Operator.EQUAL).isPresent())
        .findFirst()
        .or(() -> counting.stream().findFirst())
        .orElse(null);
  }

  /** What is said of the signal and not yet by the count. */
  private String others(String counted) {
    return behind(with.stream().filter(how -> !counted.contains(how)).toList());
  }

  private String behind(List<String> with) {
    return with.isEmpty() ? "" : " " + plain.and(with);
  }

  /** One event with this or another with that: each with what is said of it. */
  private boolean alternatives(CelExpr part) {
    List<String> told = new ArrayList<>();
    for (CelExpr branch : ConditionWords.parts(part, "_||_")) {
      Optional<Set<String>> event = EventsOf.condition(branch).filter(names -> names.size() == 1);
      List<String> how = new ArrayList<>();
      for (CelExpr each : ConditionWords.parts(branch, "_&&_")) {
        if (!isEventOnly(each)) {
          how.add(words.clause(each) instanceof OfSignal(String said) ? said : "");
        }
      }
      if (event.isEmpty() || how.contains("")) {
        return false;
      }
      told.add(plain.a(plain.event(event.get().iterator().next()).one()) + behind(how));
    }
    return told.size() > 1 && several.addAll(told);
  }

  private static boolean isEventOnly(CelExpr part) {
    if (ConditionWords.isCall(part, "_||_")) {
      return part.call().args().stream().allMatch(Occasion::isEventOnly);
    }
    boolean compares = ConditionWords.isCall(part, "_==_") || ConditionWords.isCall(part, "@in");
    return compares
        && part.call().args().stream()
            .flatMap(side -> Path.of(side).stream())
            .anyMatch(path -> path.is(Path.SIGNAL, "event") || path.is(Path.SIGNAL, "kind"));
  }

  /** {@code the third contact with support in 14 days}, if a count of these events says so. */
  private Optional<String> ordinal(CelExpr part) {
    if (ConditionWords.isCall(part, "_||_")) {
      return sameValue(ConditionWords.parts(part, "_||_"));
    }
    Comparison is = Comparison.of(part).orElse(null);
    if (is == null) {
      return Optional.empty();
    }
    List<Fact> counted = words.terms().counted(is.left());
    long place = place(is);
    boolean ours =
        !counted.isEmpty()
            && place > 0
            && (is.operator() == Operator.EQUAL || counted.get(0).within() != null)
            && events.equals(new TreeSet<>(counted.stream().map(Fact::event).toList()))
            && counted.stream().allMatch(this::isKnown)
            && counted.stream()
                .allMatch(fact -> Objects.equals(fact.within(), counted.get(0).within()));
    if (!ours) {
      return Optional.empty();
    }
    FactWords facts = words.terms().facts();
    String ones = plain.or(counted.stream().map(facts::signal).toList());
    return Optional.of(
        plain.say("opens.nth", plain.ordinal(place), ones) + facts.within(counted.get(0)));
  }

  /** Whether what a fact counts is what the moment asks of its signal. */
  private boolean isKnown(Fact fact) {
    Condition where = fact.where();
    return where == null
        || parts.stream()
            .map(part -> words.clause(part))
            .anyMatch(clause -> plain.which(clause).equals(ConditionWords.ofSignal(plain, where)));
  }

  private static long place(Comparison is) {
    OptionalDouble number = TermWords.number(is.right());
    if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
      return 0;
    }
    long value = (long) number.getAsDouble();
    return switch (is.operator()) {
      case EQUAL -> value;
      case AT_LEAST -> value > 1 ? value : 0;
      case MORE -> value > 0 ? value + 1 : 0;
      case LESS, AT_MOST, UNEQUAL -> 0;
    };
  }

  /** Many topics, a count for each: the third about the same topic. */
  private Optional<String> sameValue(List<CelExpr> branches) {
    String said = null;
    for (CelExpr branch : branches) {
      List<CelExpr> both = ConditionWords.parts(branch, "_&&_");
      Comparison value = both.size() == 2 ? Comparison.of(both.get(0)).orElse(null) : null;
      Comparison count = both.size() == 2 ? Comparison.of(both.get(1)).orElse(null) : null;
      Optional<Path> path = value == null ? Optional.empty() : Path.of(value.left());
      List<Fact> counted = count == null ? List.of() : words.terms().counted(count.left());
      if (path.isEmpty()
          || value == null
          || count == null
          || counted.size() != 1
          || value.operator() != Operator.EQUAL
          || place(count) == 0
          || !counts(counted.get(0), both.get(0))) {
        return Optional.empty();
      }
      Fact fact = counted.get(0);
      String says =
          plain.say(
                  "opens.nth",
                  plain.ordinal(place(count)),
                  plain.event(fact.event()).one() + " " + plain.same(path.get().steps()))
              + words.terms().facts().within(fact);
      if (said != null && !said.equals(says)) {
        return Optional.empty();
      }
      said = says;
    }
    return Optional.ofNullable(said);
  }

  private boolean counts(Fact fact, CelExpr value) {
    Condition where = fact.where();
    return where != null
        && events.equals(Set.of(fact.event()))
        && plain.which(words.clause(value)).equals(ConditionWords.ofSignal(plain, where));
  }
}
