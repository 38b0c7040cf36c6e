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
  private final Playbook playbook;
  private final Lines lines;

  CareWords(Playbook playbook, Lines lines) {
    this.playbook = playbook;
    this.lines = lines;
  }

  /** {@code “Honour the warranty” costs EUR 40, ...}. */
  String sentence(Option option) {
    List<String> parts = new ArrayList<>();
    parts.add(cost(option.cost()));
    parts.add(act(option.act()));
    option
        .when()
        .ifPresent(when -> parts.add("fits if " + ConditionWords.of(when, playbook).sentence()));
    only(option).ifPresent(parts::add);
    option
        .atMost()
        .ifPresent(limit ->
            parts.add(
                "is given to one customer at most "
                    + (limit.times() == 1 ? "once" : limit.times() + " times")
                    + " in "
                    + Plain.duration(limit.within())));
    if (!option.deliverWithin().equals(OptionReader.DELIVERED)) {
      parts.add("is late after " + Plain.duration(option.deliverWithin()));
    }
    option.undo().ifPresent(time -> parts.add("can be undone for " + Plain.duration(time)));
    if (option.auto()) {
      parts.add("is given by Attune itself where it fits");
    }
    return Plain.quoted(option.title()) + " " + Plain.list(parts, "and") + ".";
  }

  /** What a moment says about helping, each as a sentence. */
  List<String> help(String moment) {
    Care.OfMoment says = playbook.care().of(moment);
    List<String> help = new ArrayList<>();
    List<String> options =
        playbook.care().optionsOf(moment).stream()
            .map(option -> Plain.quoted(option.title()))
            .toList();
    if (!options.isEmpty()) {
      help.add("Offers " + Plain.list(options, "or") + ".");
    }
    says.team().ifPresent(team -> help.add("Reaches team " + Plain.quoted(team) + "."));
    switch (says.urgency()) {
      case HIGH -> help.add("Comes before other moments.");
      case LOW -> help.add("Comes after other moments.");
      case NORMAL -> {}
    }
    says.good().ifPresent(good -> help.add(good(good)));
    return help;
  }

  private String good(Good good) {
    String within = " within " + Plain.duration(good.within());
    return switch (good) {
      case Good.Returned returned ->
          "Ended well if the customer buys something or comes back" + within + ".";
      case Good.Came came ->
          "Ended well if "
              + Plain.article(EventWords.of(came.event()).one())
              + came.where().map(where -> " " + ConditionWords.ofSignal(where)).orElse("")
              + " follows"
              + within
              + ".";
      case Good.Became became ->
          "Ended well if"
              + within
              + " "
              + ConditionWords.of(became.condition(), playbook).sentence()
              + ".";
    };
  }

  private String cost(Cost cost) {
    return switch (cost) {
      case Cost.Fixed(BigDecimal amount) when amount.signum() == 0 -> "is free";
      case Cost.Fixed(BigDecimal amount) -> "costs " + money(amount);
      case Cost.Worked(Formula formula) ->
          "costs "
              + ConditionWords.parsed(formula.text())
                  .flatMap(tree ->
                      ConditionWords.over(tree, formula.text(), playbook.facts())
                          .terms()
                          .term(tree.getExpr()))
                  .orElseGet(() -> Plain.quoted(formula.text()));
    };
  }

  private static String act(Act act) {
    return switch (act) {
      case Act.Webhook(String name) -> "is done through the webhook " + Plain.quoted(name);
      case Act.Task(String text, Optional<String> team) ->
          "is a task for "
              + team.map(name -> "team " + Plain.quoted(name)).orElse("whoever chooses it")
              + ": "
              + Plain.quoted(text);
      case Act.Message(String text, String through) ->
          "sends the customer through the webhook "
              + Plain.quoted(through)
              + " the message "
              + Plain.quoted(text.strip());
      case Act.Myself myself -> "is done by whoever chooses it";
    };
  }

  private static Optional<String> only(Option option) {
    List<String> who = new ArrayList<>();
    if (!option.roles().isEmpty()) {
      List<String> roles =
          Stream.of(Role.values()).filter(option.roles()::contains).map(CareWords::people).toList();
      who.add("by " + Plain.list(roles, "and"));
    }
    if (!option.teams().isEmpty()) {
      who.add("by people of team " + quoted(option.teams()));
    }
    if (!option.places().isEmpty()) {
      who.add("in " + quoted(option.places()));
    }
    return who.isEmpty()
        ? Optional.empty()
        : Optional.of("may be chosen only " + String.join(", ", who));
  }

  private static String quoted(Set<String> names) {
    return Plain.list(names.stream().sorted().map(Plain::quoted).toList(), "or");
  }

  /** The sentences of the trust: each role's budget, a team's, and that of grace by itself. */
  List<Sentence> trust() {
    Trust trust = playbook.care().trust();
    List<Sentence> sentences = new ArrayList<>();
    for (Role role : Role.values()) {
      trust
          .of(role)
          .ifPresent(budget ->
              sentences.add(
                  budget(role.word(), Plain.capital(people(role)) + " may each give ", budget)));
    }
    trust.auto().ifPresent(budget -> sentences.add(budget("auto", "Attune may give ", budget)));
    trust
        .teamPerDay()
        .ifPresent(amount -> sentences.add(team("team-per-day", "The people of a team", amount)));
    playbook.care().teams().stream()
        .filter(team -> trust.ofTeams().containsKey(team.name()))
        .forEach(team ->
            sentences.add(
                team(
                    "team-per-day " + team.name(),
                    "The people of team " + Plain.quoted(team.name()),
                    trust.teamPerDay(team.name()).orElseThrow())));
    return sentences;
  }

  private Sentence budget(String name, String begins, Budget budget) {
    List<String> limits = new ArrayList<>();
    limit(limits, budget.perGesture(), "at once");
    limit(limits, budget.perDay(), "a day");
    limit(limits, budget.perYear(), "a year");
    limit(limits, budget.perCustomerPerYear(), "to one customer in 365 days");
    return sentence(name, begins + "at most " + Plain.list(limits, "and") + " without asking.");
  }

  private Sentence team(String name, String who, BigDecimal amount) {
    return sentence(name, who + " may together give at most " + money(amount) + " a day.");
  }

  private Sentence sentence(String name, String text) {
    int line = lines.of("trust", name.split(" ", 2));
    return new Sentence(Sentence.About.BUDGET, name, line, text, List.of());
  }

  private void limit(List<String> limits, Optional<BigDecimal> amount, String per) {
    amount.ifPresent(value -> limits.add(money(value) + " " + per));
  }

  private String money(BigDecimal amount) {
    String currency =
        playbook.care().trust().currency().map(Currency::getCurrencyCode).orElse("").strip();
    String plain = Plain.amount(amount);
    return currency.isEmpty() ? plain : currency + " " + plain;
  }

  private static String people(Role role) {
    return switch (role) {
      case STEWARD -> "stewards";
      case LEAD -> "leads";
      case FRONT_LINE -> "front-line people";
    };
  }
}
