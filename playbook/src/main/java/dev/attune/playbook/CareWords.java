package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says in plain sentences what may be done, and what may be given. */
final class CareWords {
  private final Plain plain;
  private final Playbook playbook;
  private final Lines lines;

  CareWords(Plain plain, Playbook playbook, Lines lines) {
    this.plain = plain;
    this.playbook = playbook;
    this.lines = lines;
  }

  /** {@code “Honour the warranty” costs EUR 40, ...}. */
  String sentence(Option option) {
    List<String> parts = new ArrayList<>();
    parts.add(cost(option.cost()));
    parts.add(act(option.act()));
    option.when().ifPresent(when -> parts.add(plain.say("option.fits", sentence(when))));
    only(option).ifPresent(parts::add);
    option
        .atMost()
        .ifPresent(limit ->
            parts.add(
                plain.say(
                    limit.times() == 1 ? "option.at-most.one" : "option.at-most",
                    Long.toString(limit.times()),
                    plain.durationIn(limit.within()))));
    if (!option.deliverWithin().equals(OptionReader.DELIVERED)) {
      parts.add(plain.say("option.late", plain.durationIn(option.deliverWithin())));
    }
    option.undo().ifPresent(time -> parts.add(plain.say("option.undo", plain.duration(time))));
    if (option.auto()) {
      parts.add(plain.say("option.auto"));
    }
    return plain.say("option", plain.quoted(option.title()), plain.and(parts));
  }

  /** What a moment says about helping, each as a sentence. */
  List<String> help(String moment) {
    Care.OfMoment says = playbook.care().of(moment);
    List<String> help = new ArrayList<>();
    List<String> options =
        playbook.care().optionsOf(moment).stream()
            .map(option -> plain.quoted(option.title()))
            .toList();
    if (!options.isEmpty()) {
      help.add(plain.say("moment.offers", plain.or(options)));
    }
    says.team().ifPresent(team -> help.add(plain.say("moment.team", plain.quoted(team))));
    switch (says.urgency()) {
      case HIGH -> help.add(plain.say("moment.high"));
      case LOW -> help.add(plain.say("moment.low"));
      case NORMAL -> {}
    }
    says.good().ifPresent(good -> help.add(good(good)));
    return help;
  }

  private String good(Good good) {
    String within = plain.durationIn(good.within());
    return switch (good) {
      case Good.Returned returned -> plain.say("good.returned", within);
      case Good.Came came ->
          plain.say(
              "good.came",
              plain.a(plain.event(came.event()).one())
                  + came.where()
                      .map(where -> " " + ConditionWords.ofSignal(plain, where))
                      .orElse(""),
              within);
      case Good.Became became -> plain.say("good.became", within, sentence(became.condition()));
    };
  }

  private String sentence(Condition condition) {
    return plain.sentence(ConditionWords.of(plain, condition, playbook));
  }

  private String cost(Cost cost) {
    return switch (cost) {
      case Cost.Fixed(BigDecimal amount) when amount.signum() == 0 -> plain.say("option.free");
      case Cost.Fixed(BigDecimal amount) -> plain.say("option.costs", money(amount));
      case Cost.Worked(Formula formula) ->
          plain.say(
              "option.costs",
              ConditionWords.parsed(formula.text())
                  .flatMap(tree ->
                      ConditionWords.over(plain, tree, formula.text(), playbook.facts())
                          .terms()
                          .term(tree.getExpr()))
                  .orElseGet(() -> plain.quoted(formula.text())));
    };
  }

  private String act(Act act) {
    return switch (act) {
      case Act.Webhook(String name) -> plain.say("act.webhook", plain.quoted(name));
      case Act.Task(String text, Optional<String> team) ->
          plain.say(
              "act.task",
              team.map(name -> plain.say("act.task.team", plain.quoted(name)))
                  .orElseGet(() -> plain.say("act.task.anybody")),
              plain.quoted(text));
      case Act.Message(String text, String through) ->
          plain.say("act.message", plain.quoted(through), plain.quoted(text.strip()));
      case Act.Myself myself -> plain.say("act.myself");
    };
  }

  private Optional<String> only(Option option) {
    List<String> who = new ArrayList<>();
    if (!option.roles().isEmpty()) {
      List<String> roles =
          Stream.of(Role.values()).filter(option.roles()::contains).map(this::people).toList();
      who.add(plain.say("only.roles", plain.and(roles)));
    }
    if (!option.teams().isEmpty()) {
      who.add(plain.say("only.teams", quoted(option.teams())));
    }
    if (!option.places().isEmpty()) {
      who.add(plain.say("only.places", quoted(option.places())));
    }
    return who.isEmpty()
        ? Optional.empty()
        : Optional.of(plain.say("only", String.join(", ", who)));
  }

  private String quoted(Set<String> names) {
    return plain.or(names.stream().sorted().map(plain::quoted).toList());
  }

  /** The sentences of the trust: each role's budget, a team's, and that of grace by itself. */
  List<Sentence> trust() {
    Trust trust = playbook.care().trust();
    List<Sentence> sentences = new ArrayList<>();
    for (Role role : Role.values()) {
      trust
          .of(role)
          .ifPresent(
              budget -> sentences.add(budget(role.word(), "budget.of." + role.word(), budget)));
    }
    trust.auto().ifPresent(budget -> sentences.add(budget("auto", "budget.of.auto", budget)));
    trust
        .teamPerDay()
        .ifPresent(
            amount -> sentences.add(team("team-per-day", plain.say("budget.team.any"), amount)));
    playbook.care().teams().stream()
        .filter(team -> trust.ofTeams().containsKey(team.name()))
        .forEach(team ->
            sentences.add(
                team(
                    "team-per-day " + team.name(),
                    plain.say("budget.team.one", plain.quoted(team.name())),
                    trust.teamPerDay(team.name()).orElseThrow())));
    return sentences;
  }

  private Sentence budget(String name, String key, Budget budget) {
    List<String> limits = new ArrayList<>();
    limit(limits, budget.perGesture(), "limit.per-gesture");
    limit(limits, budget.perDay(), "limit.per-day");
    limit(limits, budget.perYear(), "limit.per-year");
    limit(limits, budget.perCustomerPerYear(), "limit.per-customer");
    return sentence(name, plain.say(key, plain.and(limits)));
  }

  private Sentence team(String name, String who, BigDecimal amount) {
    return sentence(name, plain.say("budget.team", who, money(amount)));
  }

  private Sentence sentence(String name, String text) {
    int line = lines.of("trust", name.split(" ", 2));
    return new Sentence(Sentence.About.BUDGET, name, line, text, List.of());
  }

  private void limit(List<String> limits, Optional<BigDecimal> amount, String per) {
    amount.ifPresent(value -> limits.add(plain.say(per, money(value))));
  }

  private String money(BigDecimal amount) {
    String currency =
        playbook.care().trust().currency().map(Currency::getCurrencyCode).orElse("").strip();
    String digits = plain.amount(amount);
    return currency.isEmpty() ? digits : plain.say("money", currency, digits);
  }

  private String people(Role role) {
    return plain.say("role." + role.word());
  }
}
