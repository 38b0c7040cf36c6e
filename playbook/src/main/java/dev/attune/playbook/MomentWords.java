package dev.attune.playbook;

import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.MomentRule.Trigger;
import dev.cel.common.CelAbstractSyntaxTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says in one plain sentence when a moment opens. */
final class MomentWords {
  private final Playbook playbook;
  private final CareWords care;

  MomentWords(Playbook playbook, CareWords care) {
    this.playbook = playbook;
    this.care = care;
  }

  String sentence(MomentRule moment) {
    List<String> per = moment.per();
    String opens = opens(moment.trigger());
    String key =
        per == null || opens.contains(Plain.same(per))
            ? ""
            : ", for each " + Plain.path(per) + " by itself";
    return "Opens " + opens + key + ".";
  }

  /** What else is said of it, where that is not the usual. */
  List<String> more(MomentRule moment) {
    List<String> more = new ArrayList<>();
    if (moment.tone() == MomentRule.Tone.DELIGHT) {
      more.add("The customer is open to delight then.");
    }
    if (!moment.expires().equals(MomentReader.WEEK)) {
      more.add("Closes after " + Plain.duration(moment.expires()) + " at the latest.");
    }
    if (!moment.againAfter().equals(MomentReader.WEEK)) {
      more.add(
          moment.againAfter().isZero()
              ? "May open again at once when it has closed."
              : "May open again "
                  + Plain.duration(moment.againAfter())
                  + " after it closed, not before.");
    }
    if (!moment.settle().equals(MomentReader.SETTLE)) {
      more.add(
          "Where time alone opened it, nothing irreversible is done for it before "
              + Plain.duration(moment.settle())
              + " have passed.");
    }
    more.addAll(care.help(moment.name()));
    return more;
  }

  private String opens(Trigger trigger) {
    return switch (trigger) {
      case Trigger.When when ->
          when(when.condition()) + when.around().map(around -> ", " + span(around)).orElse("");
      case Trigger.Becomes becomes -> becomes(ConditionWords.of(becomes.condition(), playbook));
      case Trigger.Near near -> near(near.around());
      case Trigger.Silence silence ->
          Plain.duration(silence.length())
              + " after "
              + Plain.article(EventWords.of(silence.after()).one())
              + " if there was no "
              + EventWords.of(silence.without()).one()
              + " since";
      case Trigger.Sequence sequence ->
          "on "
              + String.join(", then ", sequence.steps().stream().map(MomentWords::step).toList())
              + ", all within "
              + Plain.duration(sequence.within());
    };
  }

  private static String step(MomentRule.Step step) {
    Condition where = step.where();
    return Plain.article(EventWords.of(step.event()).one())
        + (where == null ? "" : " " + ConditionWords.ofSignal(where));
  }

  private static String becomes(Clause clause) {
    return "as soon as " + clause.sentence();
  }

  private String when(Condition condition) {
    Optional<CelAbstractSyntaxTree> tree = ConditionWords.parsed(condition.text());
    Set<String> events = new TreeSet<>(condition.reads().events().orElse(Set.of()));
    return tree.map(parsed -> new Occasion(condition, parsed, events, playbook.facts()).words())
        .orElseGet(() -> "on any signal, if " + ConditionWords.of(condition, playbook).sentence());
  }

  private static String near(Around around) {
    Duration to = around.to();
    String closes =
        to.isZero()
            ? " and closes after it"
            : " and closes " + Plain.duration(to) + (to.isNegative() ? " before it" : " after it");
    return beginning(around.from()) + date(around) + closes;
  }

  private static String beginning(Duration from) {
    if (from.isZero()) {
      return "on ";
    }
    return Plain.duration(from) + (from.isNegative() ? " before " : " after ");
  }

  private static String span(Around around) {
    Duration from = around.from();
    Duration to = around.to();
    if (from.isZero() && !to.isZero()) {
      return "at most " + Plain.duration(to) + " after " + date(around);
    }
    if (to.isZero() && !from.isZero()) {
      return "at most " + Plain.duration(from) + " before " + date(around);
    }
    return "between "
        + Plain.duration(from)
        + (from.isNegative() ? " before and " : " after and ")
        + Plain.duration(to)
        + (to.isNegative() ? " before " : " after ")
        + date(around);
  }

  private static String date(Around around) {
    return "the customer's date " + Plain.quoted(Plain.path(around.trait()));
  }
}
