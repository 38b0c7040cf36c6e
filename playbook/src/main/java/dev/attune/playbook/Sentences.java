package dev.attune.playbook;

import dev.attune.playbook.Sentence.About;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads every rule of a playbook back as one plain sentence, for people who do not read conditions.
 * Pure. A part that has no plainer words stands in quotes as it is written, so nothing is left out.
 */
public final class Sentences {
  private Sentences() {}

  /** As {@link #of(Playbook, Tongue)}, in English. */
  public static List<Sentence> of(Playbook playbook) {
    return of(playbook, Tongue.ENGLISH);
  }

  /** The sentences of all rules, by what they are about, and then as they stand in the playbook. */
  public static List<Sentence> of(Playbook playbook, Tongue tongue) {
    Plain plain = Plain.of(tongue);
    Lines lines = new Lines(playbook.text());
    CareWords care = new CareWords(plain, playbook, lines);
    SettingWords settings = new SettingWords(plain, playbook, lines);
    MomentWords moments = new MomentWords(plain, playbook, care);
    FactWords facts = new FactWords(plain);
    TeamWords teams = new TeamWords(plain);
    List<Sentence> all = new ArrayList<>(settings.sentences());
    all.addAll(settings.declared());
    for (Goal goal : playbook.goals()) {
      int line = lines.of("goals", goal.name());
      all.add(new Sentence(About.GOAL, goal.name(), line, goal(plain, goal), motive(plain, goal)));
    }
    for (Fact fact : playbook.declaredFacts()) {
      all.add(rule(lines, About.FACT, "facts", fact.name(), facts.sentence(fact)));
    }
    for (Segment segment : playbook.segments()) {
      String whom = plain.whom(ConditionWords.of(plain, segment.condition(), playbook));
      String text = plain.say("segment", whom);
      all.add(rule(lines, About.SEGMENT, "segments", segment.name(), text));
    }
    for (MomentRule moment : playbook.moments()) {
      int line = lines.of("moments", moment.name());
      String opens = moments.sentence(moment);
      all.add(new Sentence(About.MOMENT, moment.name(), line, opens, moments.more(moment)));
    }
    for (Option option : playbook.care().options()) {
      all.add(rule(lines, About.OPTION, "options", option.name(), care.sentence(option)));
    }
    for (Team team : playbook.care().teams()) {
      all.add(rule(lines, About.TEAM, "teams", team.name(), teams.sentence(team)));
    }
    all.addAll(care.trust());
    all.sort(Comparator.comparing(Sentence::about).thenComparingInt(Sentence::line));
    return List.copyOf(all);
  }

  /** The sentence of a rule that was added; nothing if it is not there. */
  public static Optional<Sentence> of(Playbook playbook, Addition rule, Tongue tongue) {
    return of(playbook, tongue).stream()
        .filter(each -> each.name().equals(rule.name()))
        .filter(each -> (each.about().name() + "S").equalsIgnoreCase(rule.section()))
        .findFirst();
  }

  /** A comparison of a condition, as {@link Condition#explain} tells it, as a sentence. */
  public static String of(Playbook playbook, Condition.Finding comparison, Tongue tongue) {
    Plain plain = Plain.of(tongue);
    Clause clause = ConditionWords.of(plain, comparison.text(), playbook.facts());
    return Plain.capital(plain.sentence(clause)) + ".";
  }

  private static Sentence rule(Lines lines, About about, String section, String name, String text) {
    return new Sentence(about, name, lines.of(section, name), text, List.of());
  }

  private static List<String> motive(Plain plain, Goal goal) {
    return goal.motive().stream()
        .map(motive -> plain.say("motive." + motive.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static String goal(Plain plain, Goal goal) {
    Condition where = goal.where();
    List<String> per = goal.per();
    return plain.say(
        "goal",
        goal.title().map(plain::quoted).orElseGet(() -> plain.title(goal.name())),
        plain.a(plain.event(goal.starts()).one()),
        plain.a(plain.event(goal.attained()).one())
            + (where == null ? "" : " " + ConditionWords.ofSignal(plain, where))
            + (per == null ? "" : " " + plain.same(per)),
        plain.durationIn(goal.within()));
  }
}
