package dev.attune.draft;

import dev.attune.playbook.Catalogue;
import dev.attune.playbook.CatalogueCheck;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Edits;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Problem;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Tongue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules as forms: what a rule says, field by field, and what the playbook says once a form was
 * filled in. Pure; every function is of a playbook's text.
 */
public final class RuleForms {
  private RuleForms() {}

  /** The fields of a rule; of one with an empty name, as a new one may begin. */
  public static Fields fields(Kind kind, String playbook, String name) {
    return form(kind).fields(Edits.read(playbook).orElse(Said.Words.NONE), name);
  }

  /**
   * What comes of a form that was filled in.
   *
   * @param name of the rule; empty for a new one
   * @param seen what was really seen, for warnings
   * @param tongue in which the rule is read back
   */
  public static Formed formed(
      Kind kind, String playbook, String name, Fields fields, Catalogue seen, Tongue tongue) {
    Optional<Said.Words> said = Edits.read(playbook);
    List<Trouble> troubles = new ArrayList<>();
    if (said.isEmpty()) {
      troubles.add(new Trouble.OnlyByHand(""));
      return new Formed(name, Optional.empty(), Optional.empty(), troubles, List.of());
    }
    RuleForm form = form(kind);
    String called = name.isEmpty() ? newName(kind, form, said.get(), fields) : name;
    // Only who has a budget is said by the form itself; other rules get a name that is free.
    if (name.isEmpty() && said.get().under(kind.section()).find(called).isPresent()) {
      troubles.add(new Trouble.Taken("whose"));
    }
    List<Put> puts = form.puts(said.get(), called, fields, troubles);
    if (!troubles.isEmpty()) {
      return new Formed(called, Optional.empty(), Optional.empty(), troubles, List.of());
    }
    Optional<String> text = Put.into(playbook, puts);
    if (text.isEmpty()) {
      troubles.add(new Trouble.OnlyByHand(""));
      return new Formed(called, text, Optional.empty(), troubles, List.of());
    }
    Told told = new Told(form, fields, puts, text.get(), tongue);
    return checked(kind, playbook, called, told, seen);
  }

  private static Formed checked(Kind kind, String before, String name, Told told, Catalogue seen) {
    Optional<String> text = Optional.of(told.text());
    return switch (new PlaybookReader().read(told.text())) {
      case Checked.Accepted(var playbook, var warnings) -> {
        List<Problem> all = new ArrayList<>(warnings);
        all.addAll(CatalogueCheck.warnings(playbook, seen));
        Optional<Sentence> sentence =
            Sentences.of(playbook, told.tongue()).stream()
                .filter(each -> each.about() == kind.about() && each.name().equals(name))
                .findFirst();
        yield new Formed(name, text, sentence, List.of(), told.of(all));
      }
      case Checked.Refused(var problems, var warnings) -> {
        List<Trouble> troubles = new ArrayList<>(told.of(problems));
        Set<String> known = messages(before);
        problems.stream()
            .filter(problem -> !known.contains(problem.message()))
            .filter(problem -> !told.isOfRule(problem))
            .map(problem -> told.trouble("", problem))
            .forEach(troubles::add);
        yield new Formed(name, text, Optional.empty(), troubles, told.of(warnings));
      }
    };
  }

  /** What is said of the rule, and beside which field. */
  private record Told(RuleForm form, Fields fields, List<Put> puts, String text, Tongue tongue) {
    List<Trouble> of(List<Problem> problems) {
      return problems.stream()
          .filter(this::isOfRule)
          .map(problem -> trouble(field(problem), problem))
          .distinct()
          .toList();
    }

    Trouble trouble(String field, Problem problem) {
      return new Trouble.Told(field, problem.messageIn(tongue), problem.hintIn(tongue));
    }

    boolean isOfRule(Problem problem) {
      List<String> path = Edits.at(text, problem.line(), problem.column());
      return puts.stream().anyMatch(put -> begins(path, put));
    }

    private String field(Problem problem) {
      List<String> path = Edits.at(text, problem.line(), problem.column());
      Put rule = puts.getLast();
      if (begins(path, rule)) {
        return form.field(path.subList(2, path.size()), fields);
      }
      boolean isTop = path.size() > 1 && path.getFirst().equals("trust");
      return form.field(isTop ? path.subList(1, path.size()) : List.of("when"), fields);
    }

    private static boolean begins(List<String> path, Put put) {
      return path.size() >= 2
          && path.get(0).equals(put.section())
          && path.get(1).equals(put.name());
    }
  }

  private static Set<String> messages(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> Set.of();
      case Checked.Refused refused ->
          refused.problems().stream().map(Problem::message).collect(Collectors.toSet());
    };
  }

  private static String newName(Kind kind, RuleForm form, Said.Words playbook, Fields fields) {
    String called = form.called(fields);
    return kind == Kind.BUDGET
        ? called
        : Handles.hyphened(
            called,
            kind.about().name().toLowerCase(Locale.ROOT),
            new HashSet<>(playbook.under(kind.section()).words().keySet()));
  }

  private static RuleForm form(Kind kind) {
    return switch (kind) {
      case MOMENT -> new MomentForm();
      case SEGMENT -> new SegmentForm();
      case OPTION -> new OptionForm();
      case BUDGET -> new BudgetForm();
    };
  }
}
