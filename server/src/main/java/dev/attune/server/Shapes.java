package dev.attune.server;

import dev.attune.customer.Cause;
import dev.attune.customer.Data;
import dev.attune.customer.Evidence;
import dev.attune.customer.Signal;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.playbook.Condition;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Problem;
import dev.attune.step.Explanation;
import dev.attune.step.GoalStanding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the API writes what the engine knows. Absent values are absent members, never null. */
final class Shapes {
  private Shapes() {}

  static <T> Data page(String name, Page<T> page, Function<T, Data> shape) {
    Data.Builder data = new Data.Builder().put(name, page.items().stream().map(shape).toList());
    page.next().ifPresent(next -> data.put("next", next));
    return data.build();
  }

  /** A map of values, in its order. */
  static Data values(Map<String, ? extends @Nullable Object> values) {
    Data.Builder data = new Data.Builder();
    values.forEach((name, value) -> {
      if (value != null) {
        data.put(name, value(value));
      }
    });
    return data.build();
  }

  static Object value(Object value) {
    return switch (value) {
      case Instant instant -> instant.toString();
      case Map<?, ?> entries -> entries(entries);
      case Double number when !Double.isFinite(number) -> number.toString();
      default -> value;
    };
  }

  private static Data entries(Map<?, ?> entries) {
    Data.Builder data = new Data.Builder();
    entries.forEach((key, value) -> data.put(String.valueOf(key), value(value)));
    return data.build();
  }

  static Data goal(GoalStanding goal) {
    Data.Builder data =
        new Data.Builder()
            .put("name", goal.goal())
            .put("attained", goal.attained())
            .put("missed", goal.missed())
            .put("open", goal.open());
    return data.put("instances", goal.oldest().stream().map(Shapes::instance).toList()).build();
  }

  private static Data instance(GoalStanding.Open open) {
    Data.Builder data = new Data.Builder();
    put(data, "key", open.key());
    return data.put("startedAt", open.started().toString())
        .put("missedAt", open.due().toString())
        .build();
  }

  static Data moment(MomentView moment, @Nullable Playbook playbook) {
    Data.Builder data =
        new Data.Builder()
            .put("id", moment.id())
            .put("customer", moment.customer().toString())
            .put("kind", moment.rule())
            .put("state", word(moment.state()))
            .put("openedAt", moment.openedAt().toString())
            .put("expiresAt", moment.expires().toString())
            .put("triggers", moment.triggers())
            .put("foundAt", moment.foundAt().toString())
            .put("foundLate", moment.foundLate());
    put(data, "key", moment.key());
    put(data, "settlesAt", moment.settlesAt() == null ? null : moment.settlesAt().toString());
    put(data, "takenBy", moment.takenBy());
    put(data, "closedAt", moment.closedAt() == null ? null : moment.closedAt().toString());
    put(data, "ending", moment.ending() == null ? null : word(moment.ending()));
    put(data, "withdrawn", moment.withdrawn());
    if (playbook != null) {
      playbook.rule(moment.rule()).ifPresent(rule -> words(data, rule));
    }
    return data.put("cause", cause(moment.cause()))
        .put("evidence", evidence(moment.evidence()))
        .build();
  }

  private static void words(Data.Builder data, MomentRule rule) {
    data.put("tone", word(rule.tone()));
    rule.words().title().ifPresent(title -> data.put("title", title));
    rule.words().feels().ifPresent(feels -> data.put("feels", feels));
    rule.words().say().ifPresent(say -> data.put("say", say));
  }

  static Data cause(Cause cause) {
    return switch (cause) {
      case Cause.BySignal by ->
          Data.of(
              "by", "signal",
              "at", by.at().toString(),
              "source", by.signal().source(),
              "messageId", by.signal().messageId(),
              "of", by.address().sender().toString());
      case Cause.ByTime by ->
          Data.of(
              "by", "time",
              "at", by.at().toString(),
              "of", by.setBy().sender().toString(),
              "setAt", by.setBy().at().toString());
      case Cause.ByAdoption by ->
          Data.of("by", "adoption", "at", by.at().toString(), "version", by.version());
      case Cause.ByEvent by ->
          Data.of("by", "event", "at", by.at().toString(), "last", by.last().toString());
    };
  }

  static Data evidence(Evidence evidence) {
    return Data.of(
        "playbookVersion", evidence.version(),
        "values", evidence.values(),
        "signals", addresses(evidence.signals()),
        "more", evidence.more());
  }

  /**
   * Why something holds of a customer, or does not.
   *
   * @param kind {@code segment} or {@code moment}
   * @param openSince for a moment: since when one is open
   * @param signals how the signals are written that a fact counts
   */
  static Data explanation(
      String customer,
      String kind,
      Explanation explanation,
      Optional<Instant> openSince,
      Function<Explanation.FactReading, List<Data>> signals) {
    Data.Builder data =
        new Data.Builder()
            .put("customer", customer)
            .put("kind", kind)
            .put("rule", explanation.rule());
    openSince.ifPresent(since -> data.put("openSince", since.toString()));
    data.put("holds", explanation.holds())
        .put("comparisons", explanation.findings().stream().map(Shapes::finding).toList())
        .put(
            "facts",
            explanation.facts().stream().map(each -> fact(each, signals.apply(each))).toList());
    Instant mayChange = explanation.mayChange();
    put(data, "mayChangeAt", mayChange == null ? null : mayChange.toString());
    return data.build();
  }

  private static Data finding(Condition.Finding finding) {
    return Data.of(
        "text", finding.text(),
        "held", word(finding.truth()),
        "readings", finding.readings().stream().map(Shapes::reading).toList());
  }

  private static Data reading(Condition.Reading reading) {
    Data.Builder data = new Data.Builder().put("name", reading.name());
    put(data, "value", reading.value());
    return data.build();
  }

  private static Data fact(Explanation.FactReading fact, List<Data> signals) {
    Data.Builder data = new Data.Builder().put("name", fact.name());
    put(data, "value", fact.value());
    return data.put("signals", signals).put("more", fact.more()).build();
  }

  private static List<Data> addresses(List<Signal.Address> addresses) {
    return addresses.stream()
        .map(each -> Data.of("of", each.sender().toString(), "at", each.at().toString()))
        .toList();
  }

  static Data problem(Problem problem) {
    Data.Builder data =
        new Data.Builder()
            .put("line", problem.line())
            .put("column", problem.column())
            .put("message", problem.message())
            .put("excerpt", problem.excerpt());
    problem.hint().ifPresent(hint -> data.put("hint", hint));
    return data.build();
  }

  /** An enum's constant as the API writes it: {@code REASON_GONE} is {@code reason-gone}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static void put(Data.Builder data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value(value));
    }
  }
}
