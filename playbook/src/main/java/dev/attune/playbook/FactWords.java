package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What facts are called in plain words. */
final class FactWords {
  private final Plain plain;
  private final TrendWords trends;

  FactWords(Plain plain) {
    this.plain = plain;
    this.trends = new TrendWords(plain);
  }

  /** Several of what it counts, without the time: {@code completed rides with ...}. */
  String signals(Fact fact) {
    return fact.kind().readsGoal()
        ? goal(fact, ".many")
        : plain.event(fact.event()).many() + like(fact);
  }

  /** As {@link #signals}, of one. */
  String signal(Fact fact) {
    return fact.kind().readsGoal()
        ? goal(fact, ".one")
        : plain.event(fact.event()).one() + like(fact);
  }

  /** {@code missed goal “arrive on time”}. */
  private String goal(Fact fact, String form) {
    return plain.say("goal." + GoalReader.word(fact.kind()) + form, plain.title(fact.event()));
  }

  /** {@code in 30 days}; empty of all time. */
  String within(Fact fact) {
    return Optional.ofNullable(fact.within())
        .map(length -> plain.behind("fact.within", plain.durationIn(length)))
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
  String count(Fact fact, Operator operator, double value) {
    String many = plain.count(operator, value);
    boolean one = Plain.isOne(operator, value);
    return switch (fact.kind()) {
      case DISTINCT ->
          plain.say("having.different", many, values(fact, one), signals(fact)) + within(fact);
      case STREAK ->
          plain.say("having." + unit(fact) + (one ? ".one" : ".many"), many, signals(fact));
      case TREND -> trends.having(operator, value, signal(fact), signals(fact), length(fact));
      case ATTAINED, MISSED, OPEN ->
          many + " " + (one ? signal(fact) : signals(fact)) + within(fact);
      case COUNT, SUM, MIN, MAX, MEAN, FIRST, LAST, LATEST, RATE ->
          plain.say("having", plain.times(operator, value), one ? signal(fact) : signals(fact))
              + within(fact);
    };
  }

  private static String unit(Fact fact) {
    return fact.by() == Fact.Unit.WEEK ? "weeks" : "days";
  }

  private String length(Fact fact) {
    return Optional.ofNullable(fact.within()).map(plain::durationIn).orElse("");
  }

  /** Its value as a noun, to which {@link Plain#the} adds: {@code average fare of rides}. */
  String noun(Fact fact) {
    String time = within(fact);
    return switch (fact.kind()) {
      case COUNT, DISTINCT, FIRST, LAST -> named(fact) + time;
      case SUM, MIN, MAX, MEAN, LATEST -> named(fact) + time;
      case STREAK -> plain.say("noun." + unit(fact), signals(fact));
      case TREND -> plain.say("noun.trend", signals(fact), length(fact));
      case ATTAINED, MISSED, OPEN, RATE ->
          plain.say("noun." + GoalReader.word(fact.kind()), plain.title(fact.event())) + time;
    };
  }

  private String named(Fact fact) {
    String key = "noun." + fact.kind().name().toLowerCase(Locale.ROOT);
    return switch (fact.kind()) {
      case FIRST, LAST -> plain.say(key, signal(fact));
      case DISTINCT -> plain.say(key, values(fact, false), signals(fact));
      case SUM -> {
        String of = plain.path(of(fact));
        yield plain.say(of.equals("total") ? key + ".total" : key, of, signals(fact));
      }
      case MIN, MAX, MEAN, LATEST -> plain.say(key, plain.path(of(fact)), signals(fact));
      case COUNT, STREAK, TREND, ATTAINED, MISSED, OPEN, RATE ->
          plain.say("noun.count", signals(fact));
    };
  }

  private String values(Fact fact, boolean one) {
    String name = plain.named(plain.path(of(fact)));
    if (plain.isQuoted(name)) {
      return plain.say(one ? "value.of" : "values.of", name);
    }
    return one ? name : plain.plural(name);
  }

  private static List<String> of(Fact fact) {
    return Optional.ofNullable(fact.of()).orElseThrow();
  }

  private String like(Fact fact) {
    String where =
        Optional.ofNullable(fact.where())
            .map(condition -> " " + ConditionWords.ofSignal(plain, condition))
            .orElse("");
    List<String> per = fact.per();
    return where + (per == null ? "" : " " + plain.same(per));
  }

  /** What tells the entries of a fact apart: {@code topic}. */
  String key(Fact fact) {
    return plain.path(Optional.ofNullable(fact.per()).orElse(List.of("key")));
  }

  /** As {@link #noun}, of one entry, where it is said of which. */
  String ofEntry(Fact fact) {
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
  String sentence(Fact fact) {
    return fact.isMap()
        ? plain.say("fact.entries", key(fact), plain.the(ofEntry(fact)))
        : Plain.capital(plain.the(noun(fact))) + ".";
  }
}
