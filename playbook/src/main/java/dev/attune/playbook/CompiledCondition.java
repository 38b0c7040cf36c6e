package dev.attune.playbook;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition as a tree of closures.
 *
 * @param leaves its comparisons, in reading order
 */
record CompiledCondition(String text, Claim claim, List<Leaf> leaves, Reads reads)
    implements Condition {
  CompiledCondition {
    leaves = List.copyOf(leaves);
  }

  /** One comparison, with what it reads. */
  record Leaf(String text, Claim claim, List<Read> reads) {}

  /** One name that is read. */
  record Read(String name, Term term) {}

  @Override
  public Truth test(Scope scope) {
    return claim.test(scope);
  }

  @Override
  public List<Finding> explain(Scope scope) {
    List<Finding> findings = new ArrayList<>(leaves.size());
    for (Leaf leaf : leaves) {
      List<Reading> readings =
          leaf.reads().stream()
              .map(read -> new Reading(read.name(), read.term().value(scope)))
              .toList();
      findings.add(new Finding(leaf.text(), leaf.claim().test(scope), readings));
    }
    return List.copyOf(findings);
  }

  @Override
  public String toString() {
    return text;
  }
}
