package dev.attune.playbook;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a company cares about, checked and compiled. Immutable; made by {@link PlaybookReader}.
 *
 * @param zone for dates of customers whose own zone is not known
 * @param stale an effect found later than this after its instant does nothing by itself
 * @param protectedTraits traits that hearsay cannot state
 * @param declared the names that are known before they are seen
 * @param facts those it declares, in its order; then what each goal itself tells
 * @param segments in an order in which each comes after those it asks about
 * @param builtIn moments that every playbook has, where this one does not name them; their indexes
 *     go on behind those of its moments
 * @param care what people may do about moments
 * @param keeping what is kept of signals
 * @param text the document it was read from
 */
public record Playbook(
    String name,
    ZoneId zone,
    Duration stale,
    Set<String> protectedTraits,
    Declared declared,
    List<Goal> goals,
    List<Fact> facts,
    List<Segment> segments,
    List<MomentRule> moments,
    List<MomentRule> builtIn,
    Care care,
    Keeping keeping,
    String text) {
  public Playbook {
    protectedTraits = Set.copyOf(protectedTraits);
    goals = List.copyOf(goals);
    facts = List.copyOf(facts);
    segments = List.copyOf(segments);
    moments = List.copyOf(moments);
    builtIn = List.copyOf(builtIn);
  }

  /** Every rule that opens moments: its own, then those that are built in. */
  public List<MomentRule> rules() {
    List<MomentRule> rules = new ArrayList<>(moments);
    rules.addAll(builtIn);
    return rules;
  }

  /** The rule of a name, also of one that is built in. */
  public Optional<MomentRule> rule(String name) {
    return Stream.concat(moments.stream(), builtIn.stream())
        .filter(rule -> rule.name().equals(name))
        .findFirst();
  }

  /**
   * How far back its rules look, apart from facts without a window: what is older decides nothing
   * else any more.
   */
  public Duration looksBack() {
    List<LookingBack> rules = LookingBack.of(goals, facts, moments);
    return rules.isEmpty() ? Duration.ZERO : rules.getFirst().length();
  }

  /** The facts that the document names, in its order. */
  public List<Fact> declaredFacts() {
    return facts.stream().filter(Fact::declared).toList();
  }

  /**
   * The fact that counts the open instances of a goal.
   *
   * @throws java.util.NoSuchElementException if it is no goal of this playbook
   */
  public Fact openCountOf(Goal goal) {
    return ofGoal(goal, Fact.Kind.OPEN);
  }

  /**
   * The fact that tells {@code kind} of a goal over all time.
   *
   * @throws java.util.NoSuchElementException if it is no goal of this playbook, or no such kind
   */
  public Fact ofGoal(Goal goal, Fact.Kind kind) {
    return facts.stream()
        .filter(fact -> !fact.declared() && fact.kind() == kind)
        .filter(fact -> fact.event().equals(goal.name()))
        .findFirst()
        .orElseThrow();
  }
}
