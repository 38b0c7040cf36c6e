package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import java.util.List;
import java.util.Optional;

/** What facts are called in plain words. */
final class FactWords {
  private FactWords() {}

  /** Several of what it counts, without the time: {@code completed rides with ...}. */
  static String signals(Fact fact) {
    return ofGoal(fact)
        .map(goal -> goal.replace("goal ", "goals "))
        .orElseGet(() -> EventWords.of(fact.event()).many() + like(fact));
  }

  /** As {@link #signals}, of one. */
  static String signal(Fact fact) {
    return ofGoal(fact).orElseGet(() -> EventWords.of(fact.event()).one() + like(fact));
  }

  /** {@code missed goal “arrive on time”}. */
  private static Optional<String> ofGoal(Fact fact) {
    return fact.kind().readsGoal()
        ? Optional.of(
            GoalReader.word(fact.kind()) + " goal " + Plain.quoted(Plain.name(fact.event())))
        : Optional.empty();
  }

  /** {@code in 30 days}; empty of all time. */
  static String within(Fact fact) {
    return Optional.ofNullable(fact.within())
        .map(length -> " in " + Plain.duration(length))
        .orElse("");
  }

  /** Whether it says how many. */
  static boolean isCount(Fact fact) {
    return switch (fact.kind()) {
      case COUNT, DISTINCT, STREAK, TREND, ATTAINED, MISSED, OPEN -> true;
      case SUM, MIN, MAX, MEAN, FIRST, LAST, LATEST, RATE -> false;
    };
  }

  /** Having so many of what it tells. */
  static String count(Fact fact, Operator operator, double value) {
    String many = Plain.count(operator, value);
    boolean one = Plain.isOne(operator, value);
    return switch (fact.kind()) {
      case DISTINCT -> {
        yield many + " different " + values(fact, one) + " among " + signals(fact) + within(fact);
      }
      case STREAK -> many + " " + unit(fact) + (one ? "" : "s") + " in a row with " + signals(fact);
      case TREND -> trend(fact, operator, value);
      default -> many + " " + (one ? signal(fact) : signals(fact)) + within(fact);
    };
  }

  private static String unit(Fact fact) {
    return fact.by() == Fact.Unit.WEEK ? "week" : "day";
  }

  private static String trend(Fact fact, Operator operator, double value) {
    boolean up = operator == Operator.MORE || operator == Operator.AT_LEAST;
    boolean grows = up && value >= 0;
    boolean shrinks = value <= 0 && (operator == Operator.LESS || operator == Operator.AT_MOST);
    String before = signals(fact) + " in the last " + length(fact) + " than in those before";
    if (!grows && !shrinks) {
      return Plain.limit(operator, Plain.number(value)) + " more " + before;
    }
    boolean strict = operator == Operator.MORE || operator == Operator.LESS;
    double size = Math.abs(value) + (strict ? 1 : 0);
    return (size <= 1 ? "" : "at least " + Plain.number(size) + " ")
        + (grows ? "more " : "fewer ")
        + before;
  }

  private static String length(Fact fact) {
    return Optional.ofNullable(fact.within()).map(Plain::duration).orElse("time");
  }

  /** Its value as a noun, without an article: {@code average fare of completed rides}. */
  static String noun(Fact fact) {
    String time = within(fact);
    return switch (fact.kind()) {
      case COUNT -> "number of " + signals(fact) + time;
      case SUM -> total(Plain.path(of(fact))) + " of " + signals(fact) + time;
      case MIN -> "lowest " + Plain.path(of(fact)) + " of " + signals(fact) + time;
      case MAX -> "highest " + Plain.path(of(fact)) + " of " + signals(fact) + time;
      case MEAN -> "average " + Plain.path(of(fact)) + " of " + signals(fact) + time;
      case FIRST -> "time of the first " + signal(fact) + time;
      case LAST -> "time of the last " + signal(fact) + time;
      case LATEST -> "latest " + Plain.path(of(fact)) + " of " + signals(fact) + time;
      case DISTINCT ->
          "number of different " + values(fact, false) + " among " + signals(fact) + time;
      case STREAK -> "number of " + unit(fact) + "s in a row with " + signals(fact);
      case TREND ->
          "number of "
              + signals(fact)
              + " in the last "
              + length(fact)
              + " less that of those before";
      case ATTAINED, MISSED, OPEN -> "number of " + signals(fact) + time;
      case RATE ->
          "share of the goals "
              + Plain.quoted(Plain.name(fact.event()))
              + " that were attained"
              + time;
    };
  }

  private static String total(String name) {
    return name.equals("total") ? name : "total " + name;
  }

  private static String values(Fact fact, boolean one) {
    String name = TermWords.named(Plain.path(of(fact)));
    if (name.startsWith("“")) {
      return (one ? "value of " : "values of ") + name;
    }
    return one ? name : EventWords.plural(name);
  }

  private static List<String> of(Fact fact) {
    return Optional.ofNullable(fact.of()).orElseThrow();
  }

  private static String like(Fact fact) {
    String where =
        Optional.ofNullable(fact.where())
            .map(condition -> " " + ConditionWords.ofSignal(condition))
            .orElse("");
    List<String> per = fact.per();
    return where + (per == null ? "" : " " + Plain.same(per));
  }

  /** What tells the entries of a fact apart: {@code topic}. */
  static String key(Fact fact) {
    return Plain.path(Optional.ofNullable(fact.per()).orElse(List.of("key")));
  }

  /** As {@link #noun}, of one entry, where it is said of which. */
  static String ofEntry(Fact fact) {
    return noun(
        new Fact(
            fact.index(),
            fact.name(),
            fact.kind(),
            fact.event(),
            fact.of(),
            null,
            fact.where(),
            fact.within(),
            fact.by(),
            fact.declared()));
  }

  /** The sentence of a fact. */
  static String sentence(Fact fact) {
    return fact.isMap()
        ? "For each " + key(fact) + ", the " + ofEntry(fact) + "."
        : "The " + noun(fact) + ".";
  }
}
