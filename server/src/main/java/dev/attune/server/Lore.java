package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.pages.Words;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Team;
import dev.attune.playbook.Tongue;
import dev.attune.playbook.Urgency;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the playbook calls things, for people. Immutable; one is made for each version. */
final class Lore {
  private static final Pattern PROPERTY = Pattern.compile("properties\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern READ =
      Pattern.compile("facts\\.([A-Za-z0-9_]+)|['\"]([A-Za-z0-9-]+)['\"] in segments");

  private final Playbook playbook;
  private final Map<String, String> sentences = new HashMap<>();
  private final Map<String, MomentRule> moments = new HashMap<>();
  private final Map<String, Goal> goals = new HashMap<>();
  private final Map<String, Set<String>> telling = new ConcurrentHashMap<>();

  private Lore(Playbook playbook) {
    this.playbook = playbook;
    for (Tongue tongue : Tongue.values()) {
      for (Sentence sentence : Sentences.of(playbook, tongue)) {
        sentences.put(key(sentence.about(), sentence.name(), tongue), sentence.text());
      }
    }
    playbook.rules().forEach(rule -> moments.put(rule.name(), rule));
    playbook.goals().forEach(goal -> goals.put(goal.name(), goal));
  }

  /** Keeps the lore of the newest version. Thread-safe: two threads may make the same twice. */
  static final class Keeper {
    private final Engine engine;
    private volatile @Nullable Lore newest;

    Keeper(Engine engine) {
      this.engine = engine;
    }

    /** Of the playbook that holds now. */
    Lore now() {
      Playbook playbook =
          engine.playbook().orElseThrow(() -> new IllegalStateException("there is no playbook"));
      Lore lore = newest;
      if (lore == null || !lore.playbook.text().equals(playbook.text())) {
        lore = new Lore(playbook);
        newest = lore;
      }
      return lore;
    }
  }

  private static String key(Sentence.About about, String name, Tongue tongue) {
    return tongue.tag() + "/" + about + "/" + name;
  }

  Playbook playbook() {
    return playbook;
  }

  /** What a rule says, as a sentence; empty where the playbook has no such rule. */
  String sentence(Sentence.About about, String name, Words words) {
    return sentences.getOrDefault(key(about, name, Labels.tongue(words)), "");
  }

  /** What a comparison of one of its conditions says. */
  String sentence(Condition.Finding comparison, Words words) {
    return Sentences.of(playbook, comparison, Labels.tongue(words));
  }

  /**
   * The names of properties by which a moment or segment decides, through its facts and segments
   * too: what is worth telling of a signal that it rests on.
   */
  Set<String> telling(String rule) {
    return telling.computeIfAbsent(rule, this::decidedBy);
  }

  private Set<String> decidedBy(String rule) {
    Said.Words said = Edits.read(playbook.text()).orElse(Said.Words.NONE);
    Deque<Said> toRead = new ArrayDeque<>();
    List.of("moments", "segments")
        .forEach(section -> said.under(section).find(rule).ifPresent(toRead::add));
    Set<String> seen = new HashSet<>();
    Set<String> properties = new LinkedHashSet<>();
    while (!toRead.isEmpty()) {
      String text = flat(toRead.remove());
      PROPERTY.matcher(text).results().forEach(found -> properties.add(found.group(1)));
      READ.matcher(text)
          .results()
          .filter(found -> seen.add(found.group()))
          .forEach(found -> {
            boolean isFact = found.group(1) != null;
            said.under(isFact ? "facts" : "segments")
                .find(isFact ? found.group(1) : found.group(2))
                .ifPresent(toRead::add);
          });
    }
    return Collections.unmodifiableSet(properties);
  }

  private static String flat(Said said) {
    return switch (said) {
      case Said.Text(String text) -> text;
      case Said.Items(var items) -> items.stream().map(Lore::flat).collect(Collectors.joining(" "));
      case Said.Words(var words) ->
          words.values().stream().map(Lore::flat).collect(Collectors.joining(" "));
    };
  }

  /** What a fact is, to stand before its value: {@code Number of completed rides in 30 days}. */
  String fact(String name, Words words) {
    String sentence = sentence(Sentence.About.FACT, name, words);
    if (sentence.isEmpty()) {
      return Labels.plain(name);
    }
    String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return Labels.capital(bare.startsWith("The ") ? bare.substring(4) : bare);
  }

  /** A name in a condition, such as {@code facts.rides30} or {@code traits.plan}, in words. */
  String reading(String name, Words words) {
    if (name.startsWith("facts.")) {
      return fact(name.substring("facts.".length()), words);
    }
    int dot = name.lastIndexOf('.');
    return Labels.plain(dot < 0 ? name : name.substring(dot + 1));
  }

  Optional<MomentRule> moment(String rule) {
    return Optional.ofNullable(moments.get(rule));
  }

  /** A moment's title; of one that the playbook no longer has, its name. */
  String title(String rule) {
    return moment(rule).flatMap(each -> each.words().title()).orElseGet(() -> Labels.plain(rule));
  }

  String goal(String name) {
    Goal goal = goals.get(name);
    return goal == null ? Labels.plain(name) : goal.title().orElseGet(() -> Labels.plain(name));
  }

  Optional<Goal> goalRule(String name) {
    return Optional.ofNullable(goals.get(name));
  }

  Optional<String> team(String moment) {
    return playbook.care().teamOf(moment).map(Team::name);
  }

  Urgency urgency(String moment) {
    return playbook.care().of(moment).urgency();
  }
}
