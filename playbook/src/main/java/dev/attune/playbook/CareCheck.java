package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reports where options, budgets and moments do not fit together. */
final class CareCheck {
  private final Problems problems;
  private final Care care;
  private final OptionReader options;
  private final TrustReader trust;

  CareCheck(Problems problems, Care care, OptionReader options, TrustReader trust) {
    this.problems = problems;
    this.care = care;
    this.options = options;
    this.trust = trust;
  }

  void check(Set<String> protectedTraits) {
    Set<Integer> offered = new LinkedHashSet<>();
    care.moments().values().forEach(moment -> offered.addAll(moment.options()));
    for (Option option : care.options()) {
      if (!offered.contains(option.index())) {
        problems.warning(
            options.at(option.name()),
            "no moment offers " + option.name(),
            "add options: [" + option.name() + "] to a moment");
      }
      decimals(option);
      act(option);
      covered(option);
      hearsay(option, protectedTraits);
    }
    List<Option> dear =
        care.options().stream()
            .filter(option -> offered.contains(option.index()) && isDear(option))
            .toList();
    care.trust()
        .budgets()
        .forEach((role, budget) ->
            fits(role.word(), budget, dear.stream().filter(option -> option.isFor(role)).toList()));
    care.trust()
        .auto()
        .ifPresent(budget -> fits("auto", budget, dear.stream().filter(Option::auto).toList()));
  }

  private void act(Option option) {
    boolean byHand = option.act() instanceof Act.Myself;
    if (byHand && option.auto()) {
      problems.error(
          options.at(option.name()),
          "option " + option.name() + " is given by itself, but has no way to do it",
          "add does: { webhook: NAME }, { task: WHAT TO DO } or { message: TEXT, through: NAME }");
    }
    if (byHand && isDear(option) && !options.saysHow(option.name())) {
      problems.warning(
          options.at(option.name()),
          "option " + option.name() + " costs something, but does not say how it is given",
          "add does: { webhook: NAME }, { task: WHAT TO DO }, or myself for the person who chooses");
    }
    if (byHand && option.undo().isPresent()) {
      problems.warning(
          options.at(option.name()),
          "undo means nothing for " + option.name() + ": the person does it there and then",
          "remove undo, or say with does how it is done");
    }
    if (option.auto() && care.trust().auto().isEmpty()) {
      problems.error(
          options.at(option.name()),
          "option " + option.name() + " is given by itself, but nothing may be spent by itself",
          "add auto: { per-gesture: 20, per-day: 200 } to trust");
    }
  }

  /** Warns of an option that everybody would have to ask for. */
  private void covered(Option option) {
    Optional<BigDecimal> fixed = OptionReader.fixed(option);
    if (!isDear(option)) {
      return;
    }
    List<Budget> budgets =
        care.trust().budgets().entrySet().stream()
            .filter(entry -> option.isFor(entry.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toList());
    if (option.auto()) {
      care.trust().auto().ifPresent(budgets::add);
    }
    Optional<BigDecimal> most = budgets.stream().map(Budget::most).max(Comparator.naturalOrder());
    boolean covered =
        most.filter(limit -> fixed.map(cost -> cost.compareTo(limit) <= 0).orElse(true))
            .isPresent();
    if (!covered) {
      problems.warning(
          options.at(option.name()),
          "nobody's budget covers " + option.name() + costs(fixed),
          most.map(limit ->
                  "the most that one gesture of those who may choose it costs is "
                      + limit.toPlainString())
              .orElse("nobody who may choose it has a budget: add one to trust"));
    }
  }

  /** Warns of a cost that a customer's browser could state. */
  private void hearsay(Option option, Set<String> protectedTraits) {
    if (option.cost() instanceof Cost.Worked worked) {
      Set<String> open = new TreeSet<>(worked.formula().reads().traits());
      open.removeAll(protectedTraits);
      for (String trait : open) {
        problems.warning(
            options.at(option.name()),
            "the cost of " + option.name() + " reads traits." + trait + ", which a browser can say",
            "add protected: [" + trait + "], so that only your own systems can");
      }
    }
  }

  private void fits(String who, Budget budget, List<Option> dear) {
    boolean fits =
        dear.stream()
            .anyMatch(option ->
                OptionReader.fixed(option)
                    .map(cost -> cost.compareTo(budget.most()) <= 0)
                    .orElse(true));
    if (dear.isEmpty() || fits) {
      return;
    }
    Option cheapest =
        dear.stream()
            .min(Comparator.comparing(option -> OptionReader.fixed(option).orElse(BigDecimal.ZERO)))
            .orElseThrow();
    problems.warning(
        trust.at(who),
        "the budget of " + who + " fits no option of any moment",
        "one gesture may cost "
            + budget.most().toPlainString()
            + ", and the cheapest option is "
            + cheapest.name()
            + costs(OptionReader.fixed(cheapest)));
  }

  private void decimals(Option option) {
    OptionReader.fixed(option)
        .ifPresent(cost ->
            Amounts.checkDecimals(
                cost,
                care.trust().currency(),
                options.at(option.name()),
                "the cost of " + option.name(),
                problems));
  }

  private static boolean isDear(Option option) {
    return OptionReader.fixed(option).map(cost -> cost.signum() > 0).orElse(true);
  }

  private static String costs(Optional<BigDecimal> cost) {
    return cost.map(amount -> ", which costs " + amount.toPlainString()).orElse("");
  }
}
