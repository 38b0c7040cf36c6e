package dev.attune.playbook;

import dev.attune.playbook.Entries.Range;
import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.MomentRule.Tone;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.MomentRule.Words;
import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code moments} of a playbook. */
final class MomentReader {
  /** The most kinds of moments of one playbook. */
  static final int MOST = 1_000;

  /** How long a moment stays open, and rests, where it does not say. */
  static final Duration WEEK = Duration.ofDays(7);

  /** How long a moment that time alone opened settles, where it does not say. */
  static final Duration SETTLE = Duration.ofSeconds(60);

  /** What may stand behind words that must be there. */
  private static final Map<String, String> LIKE =
      Map.of(
          "without", "Ride Completed",
          "for", "7d",
          "by", "3d",
          "date", "traits.warrantyEnds",
          "from", "-3d",
          "to", "7d");

  private static final Set<String> WORDS =
      new LinkedHashSet<>(
          List.of(
              "when",
              "becomes",
              "around",
              "before",
              "by",
              "after",
              "without",
              "for",
              "sequence",
              "within",
              "per",
              "again-after",
              "expires",
              "settle",
              "tone",
              "title",
              "feels",
              "say"));

  /** The words of which one says what opens a moment. */
  private static final List<String> OPENING =
      List.of("when", "becomes", "around", "before", "after", "sequence");

  /** The words of a span around a date. */
  static final Set<String> AROUND = new LinkedHashSet<>(List.of("date", "from", "to"));

  static {
    WORDS.addAll(CareReader.MOMENT_WORDS);
  }

  private final Problems problems;
  private final Conditions conditions;
  private final CareReader care;
  private final List<MomentRule> moments = new ArrayList<>();

  MomentReader(Problems problems, Conditions conditions, CareReader care) {
    this.problems = problems;
    this.conditions = conditions;
    this.care = care;
  }

  void read(Optional<Mapping> mapping) {
    if (mapping.isEmpty()) {
      return;
    }
    List<Entry> entries = mapping.get().entries();
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(), "more than " + MOST + " moments: " + entries.size());
      return;
    }
    for (Entry entry : entries) {
      Names.check(entry.key(), "a moment", problems);
      if (entry.value() instanceof Mapping words) {
        moment(entry.key().text(), new Entries(words, problems, WORDS, Set.of()), entry.key());
      } else {
        problems.error(
            entry.key().at(),
            "moment " + entry.key().text() + " does not say what opens it",
            "write { when: CONDITION, title: ... }");
      }
    }
  }

  /** The words of a moment. */
  static Set<String> words() {
    return WORDS;
  }

  /** In the document's order; some are missing if something is wrong with them. */
  List<MomentRule> moments() {
    return moments;
  }

  /** Those that every playbook has and this one does not name, once its own are read. */
  List<MomentRule> builtIn() {
    List<MomentRule> rules = new ArrayList<>();
    for (BuiltIn each : BuiltIn.values()) {
      if (moments.stream().noneMatch(rule -> rule.name().equals(each.word()))) {
        each.rule(moments.size() + rules.size(), conditions).ifPresent(rules::add);
      }
    }
    return rules;
  }

  private void moment(String name, Entries entries, Scalar key) {
    care.moment(name, entries);
    Duration againAfter = entries.duration("again-after", WEEK, Range.NOT_NEGATIVE);
    Duration expires = entries.duration("expires", WEEK, Range.POSITIVE);
    Duration settle = entries.duration("settle", SETTLE, Range.NOT_NEGATIVE);
    Tone tone = tone(entries);
    Words told = new Words(entries.text("title"), entries.text("feels"), entries.text("say"));
    Optional<List<String>> per =
        Names.property(entries, "per", problems)
            .or(() -> BuiltIn.of(name).flatMap(BuiltIn::per).filter(path -> !saysWhen(entries)));
    trigger(name, entries, key)
        .filter(trigger -> takesPer(trigger, entries))
        .ifPresent(trigger ->
            moments.add(
                new MomentRule(
                    moments.size(),
                    name,
                    trigger,
                    per.orElse(null),
                    tone,
                    againAfter,
                    expires,
                    settle,
                    told)));
  }

  private static boolean saysWhen(Entries entries) {
    return OPENING.stream().anyMatch(entries::has);
  }

  /** Reports {@code per} where no signal opens the moment, so that nothing could give the key. */
  private boolean takesPer(Trigger trigger, Entries entries) {
    boolean opensBySignal =
        switch (trigger) {
          case Trigger.When when -> true;
          case Trigger.Silence silence -> true;
          case Trigger.Sequence sequence -> true;
          case Trigger.Becomes becomes -> false;
          case Trigger.Near near -> false;
        };
    if (!opensBySignal && entries.has("per")) {
      problems.error(
          entries.keyAt("per"),
          "per means nothing here: no signal opens this moment, so none gives the key",
          "per goes with when, after and sequence");
      return false;
    }
    return true;
  }

  private Tone tone(Entries entries) {
    Optional<Scalar> scalar = entries.scalar("tone");
    if (scalar.isEmpty()) {
      return Tone.TROUBLE;
    }
    String word = scalar.get().text().strip();
    for (Tone tone : Tone.values()) {
      if (tone.name().toLowerCase(Locale.ROOT).equals(word)) {
        return tone;
      }
    }
    problems.unknown(
        scalar.get().at(), "unknown tone " + word, word, List.of("trouble", "delight"));
    return Tone.TROUBLE;
  }

  private Optional<Trigger> trigger(String name, Entries entries, Scalar key) {
    List<String> given = new ArrayList<>(OPENING);
    given.removeIf(word -> !entries.has(word));
    stray(entries, "by", "before");
    stray(entries, "without", "after");
    stray(entries, "for", "after");
    stray(entries, "within", "sequence");
    Optional<BuiltIn> builtIn = BuiltIn.of(name);
    if (given.isEmpty() && builtIn.isPresent()) {
      return builtIn.get().trigger(conditions);
    }
    if (given.isEmpty()) {
      problems.error(
          key.at(),
          "moment " + name + " does not say what opens it",
          "it needs one of when, becomes, around, before, after, sequence");
      return Optional.empty();
    }
    boolean dated = given.contains("around") != given.contains("before");
    boolean both = given.size() == 2 && given.contains("when") && dated;
    if (given.size() > 1 && !both) {
      problems.error(
          entries.keyAt(given.get(1)),
          "moment " + name + " says both " + given.get(0) + " and " + given.get(1),
          "one thing opens a moment; only when goes together with around or before");
      return Optional.empty();
    }
    return switch (given.get(0)) {
      case "when" -> when(entries, both);
      case "becomes" ->
          entries
              .scalar("becomes")
              .flatMap(text -> conditions.read(text, Place.BECOMES))
              .map(Trigger.Becomes::new);
      case "after" -> silence(entries);
      case "sequence" -> new SequenceReader(problems, conditions).read(entries);
      default -> around(entries).map(Trigger.Near::new);
    };
  }

  private Optional<Trigger> when(Entries entries, boolean dated) {
    Optional<Condition> condition =
        entries.scalar("when").flatMap(text -> conditions.read(text, Place.WHEN));
    condition.ifPresent(found -> warn(found, entries.keyAt("when")));
    Optional<Around> around = dated ? around(entries) : Optional.empty();
    if (dated && around.isEmpty()) {
      return Optional.empty();
    }
    return condition.map(found -> new Trigger.When(found, around));
  }

  private void warn(Condition condition, int at) {
    Reads reads = condition.reads();
    if (!reads.signal()) {
      problems.warning(
          at,
          "when is tried with every signal, of whatever event",
          "name one: signal.event == 'Order Completed' && ...; or use becomes");
    } else if (reads.events().filter(Set::isEmpty).isPresent()) {
      problems.warning(at, "no signal can be of both events", "join them with ||");
    }
  }

  private Optional<Trigger> silence(Entries entries) {
    needs(entries, "after", "without", "for");
    Optional<String> after = Names.event(entries, "after", problems);
    Optional<String> without = Names.event(entries, "without", problems);
    Optional<Duration> length = entries.duration("for", Range.POSITIVE);
    if (after.isEmpty() || without.isEmpty() || length.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Trigger.Silence(after.get(), without.get(), length.get()));
  }

  private Optional<Around> around(Entries entries) {
    if (entries.has("before")) {
      needs(entries, "before", "by");
      Optional<List<String>> trait = trait(entries, "before");
      Optional<Duration> by = entries.duration("by", Range.NOT_NEGATIVE);
      return trait.isEmpty() || by.isEmpty()
          ? Optional.empty()
          : Optional.of(new Around(trait.get(), by.get().negated(), Duration.ZERO));
    }
    Optional<Mapping> mapping = entries.mapping("around");
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    Entries words = new Entries(mapping.get(), problems, AROUND, Set.of());
    needs(words, "date", "from", "to");
    Optional<List<String>> trait = trait(words, "date");
    Optional<Duration> from = words.duration("from", Range.ANY);
    Optional<Duration> to = words.duration("to", Range.ANY);
    if (trait.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.get().compareTo(to.get()) > 0) {
      problems.error(words.keyAt("from"), "around begins after it ends: from is later than to");
      return Optional.empty();
    }
    return Optional.of(new Around(trait.get(), from.get(), to.get()));
  }

  private Optional<List<String>> trait(Entries entries, String word) {
    return entries.scalar(word).flatMap(path -> Names.path(path, "traits", problems));
  }

  private void needs(Entries entries, String first, String... others) {
    for (String other : others) {
      if (!entries.has(other)) {
        problems.error(
            entries.keyAt(first),
            first + " needs " + other + " beside it",
            "add " + other + ": " + LIKE.get(other));
      }
    }
  }

  private void stray(Entries entries, String word, String owner) {
    if (entries.has(word) && !entries.has(owner)) {
      String message = word + " means something only beside " + owner;
      if (word.equals("within") && entries.has("after")) {
        problems.error(entries.keyAt(word), message, "beside after it is called for");
      } else if (word.equals("for") && entries.has("sequence")) {
        problems.error(entries.keyAt(word), message, "beside sequence it is called within");
      } else {
        problems.error(entries.keyAt(word), message);
      }
    }
  }
}
