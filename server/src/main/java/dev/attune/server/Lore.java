package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.pages.Words;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Team;
import dev.attune.playbook.Tongue;
import dev.attune.playbook.Urgency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the playbook calls things, for people. Immutable; one is made for each version. */
final class Lore {
  private final Playbook playbook;
  private final Map<String, String> sentences = new HashMap<>();
  private final Map<String, MomentRule> moments = new HashMap<>();
  private final Map<String, Goal> goals = new HashMap<>();
  private final Map<String, Telling.Told> telling = new ConcurrentHashMap<>();

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

  /** What to tell of the signals that a rule rests on. */
  Telling.Told telling(String rule) {
    return telling.computeIfAbsent(rule, name -> Telling.of(playbook, name));
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
