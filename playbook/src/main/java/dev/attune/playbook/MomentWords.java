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
  private final Plain plain;
  private final Playbook playbook;
  private final CareWords care;

  MomentWords(Plain plain, Playbook playbook, CareWords care) {
    this.plain = plain;
    this.playbook = playbook;
    this.care = care;
  }

  String sentence(MomentRule moment) {
    List<String> per = moment.per();
    String opens = opens(moment.trigger());
    String key =
        per == null || opens.contains(plain.same(per))
            ? ""
            : plain.say("opens.each", plain.path(per));
    return moment.trigger() instanceof Trigger.Becomes
        ? plain.say("opens.becomes", opens + key)
        : plain.say("opens", opens + key);
  }

  /** What else is said of it, where that is not the usual. */
  List<String> more(MomentRule moment) {
    List<String> more = new ArrayList<>();
    if (moment.tone() == MomentRule.Tone.DELIGHT) {
      more.add(plain.say("moment.delight"));
    }
    if (!moment.expires().equals(MomentReader.WEEK)) {
      more.add(plain.say("moment.expires", plain.durationIn(moment.expires())));
    }
    if (!moment.againAfter().equals(MomentReader.WEEK)) {
      more.add(
          moment.againAfter().isZero()
              ? plain.say("moment.again-at-once")
              : plain.say("moment.again", plain.duration(moment.againAfter())));
    }
    if (!moment.settle().equals(MomentReader.SETTLE)) {
      more.add(plain.say("moment.settle", plain.durationIn(moment.settle())));
    }
    more.addAll(care.help(moment.name()));
    return more;
  }

  private String opens(Trigger trigger) {
    return switch (trigger) {
      case Trigger.When when ->
          when(when.condition()) + when.around().map(around -> ", " + span(around)).orElse("");
      case Trigger.Becomes becomes -> sentence(becomes.condition());
      case Trigger.Near near -> near(near.around());
      case Trigger.Silence silence ->
          plain.say(
              "opens.silence",
              plain.duration(silence.length()),
              plain.a(plain.event(silence.after()).one()),
              plain.event(silence.without()).one());
      case Trigger.Sequence sequence ->
          plain.say(
              "opens.sequence",
              sequence.steps().stream()
                  .map(this::step)
                  .reduce((first, next) -> plain.say("opens.then", first, next))
                  .orElse(""),
              plain.durationIn(sequence.within()));
    };
  }

  private String step(MomentRule.Step step) {
    Condition where = step.where();
    return plain.a(plain.event(step.event()).one())
        + (where == null ? "" : " " + ConditionWords.ofSignal(plain, where));
  }

  private String sentence(Condition condition) {
    return plain.sentence(ConditionWords.of(plain, condition, playbook));
  }

  private String when(Condition condition) {
    Optional<CelAbstractSyntaxTree> tree = ConditionWords.parsed(condition.text());
    Set<String> events = new TreeSet<>(condition.reads().events().orElse(Set.of()));
    return tree.map(
            parsed -> new Occasion(plain, condition, parsed, events, playbook.facts()).words())
        .orElseGet(() ->
            plain.say(
                "opens.on-if", plain.say("opens.on", plain.say("opens.any")), sentence(condition)));
  }

  private String near(Around around) {
    Duration from = around.from();
    Duration to = around.to();
    String date = plain.title(around.trait().getLast());
    return plain.say(
        "near", plain.say("near." + side(from), date, plain.duration(from)), closes(to));
  }

  private String closes(Duration to) {
    return plain.say("near.closes." + side(to), plain.duration(to));
  }

  /** On which side of a date: {@code before}, {@code on} or {@code after}. */
  private static String side(Duration distance) {
    return distance.isZero() ? "on" : distance.isNegative() ? "before" : "after";
  }

  private String span(Around around) {
    Duration from = around.from();
    Duration to = around.to();
    String date = plain.title(around.trait().getLast());
    if (from.isZero() && !to.isZero()) {
      return plain.say("span.at-most.after", plain.duration(to), date);
    }
    if (to.isZero() && !from.isZero()) {
      return plain.say("span.at-most.before", plain.duration(from), date);
    }
    return plain.say("span", end(from), end(to), date);
  }

  private String end(Duration distance) {
    String side = distance.isNegative() ? "span.before" : "span.after";
    return plain.say(side, plain.durationIn(distance));
  }
}
