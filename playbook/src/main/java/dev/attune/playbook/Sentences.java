package dev.attune.playbook;

import dev.attune.playbook.Sentence.About;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads every rule of a playbook back as one plain sentence, for people who do not read conditions.
 * Pure. A part that has no plainer words stands in quotes as it is written, so nothing is left out.
 */
public final class Sentences {
  private Sentences() {}

  /** The sentences of all rules, by what they are about, and then as they stand in the playbook. */
  public static List<Sentence> of(Playbook playbook) {
    Lines lines = new Lines(playbook.text());
    CareWords care = new CareWords(playbook, lines);
    SettingWords settings = new SettingWords(playbook, lines);
    MomentWords moments = new MomentWords(playbook, care);
    List<Sentence> all = new ArrayList<>(settings.sentences());
    all.addAll(settings.declared());
    for (Goal goal : playbook.goals()) {
      int line = lines.of("goals", goal.name());
      all.add(new Sentence(About.GOAL, goal.name(), line, goal(goal), motive(goal)));
    }
    for (Fact fact : playbook.declaredFacts()) {
      all.add(rule(lines, About.FACT, "facts", fact.name(), FactWords.sentence(fact)));
    }
    for (Segment segment : playbook.segments()) {
      String whom = ConditionWords.of(segment.condition(), playbook).behindNoun();
      all.add(rule(lines, About.SEGMENT, "segments", segment.name(), "Customers " + whom + "."));
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
      all.add(rule(lines, About.TEAM, "teams", team.name(), TeamWords.sentence(team)));
    }
    all.addAll(care.trust());
    all.sort(Comparator.comparing(Sentence::about).thenComparingInt(Sentence::line));
    return List.copyOf(all);
  }

  /** The sentence of a rule that was added; nothing if it is not there. */
  public static Optional<Sentence> of(Playbook playbook, Addition rule) {
    return of(playbook).stream()
        .filter(each -> each.name().equals(rule.name()))
        .filter(each -> (each.about().name() + "S").equalsIgnoreCase(rule.section()))
        .findFirst();
  }

  private static Sentence rule(Lines lines, About about, String section, String name, String text) {
    return new Sentence(about, name, lines.of(section, name), text, List.of());
  }

  private static List<String> motive(Goal goal) {
    return goal.motive().stream()
        .map(motive ->
            switch (motive) {
              case PROGRESS -> "They want to get something done.";
              case BELONGING -> "They want to belong.";
              case JOY -> "They want to enjoy it.";
              case RELIEF -> "They want to be rid of a worry.";
            })
        .toList();
  }

  private static String goal(Goal goal) {
    Condition where = goal.where();
    List<String> per = goal.per();
    return Plain.quoted(goal.title().orElseGet(() -> Plain.name(goal.name())))
        + " begins with "
        + Plain.article(EventWords.of(goal.starts()).one())
        + " and is attained by "
        + Plain.article(EventWords.of(goal.attained()).one())
        + (where == null ? "" : " " + ConditionWords.ofSignal(where))
        + (per == null ? "" : " " + Plain.same(per))
        + " within "
        + Plain.duration(goal.within())
        + ".";
  }
}
