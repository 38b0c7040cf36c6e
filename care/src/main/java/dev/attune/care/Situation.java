package dev.attune.care;

import dev.attune.playbook.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Who would give what to whom, and when: everything but the option.
 *
 * @param moment the moment's kind; nothing if a person said in words what is happening
 * @param scope the customer, and the signal that opened the moment if one did
 * @param objects whether the customer objects to being served
 */
public record Situation(
    Optional<String> moment,
    Giver giver,
    Scope scope,
    Allowance allowance,
    Spent spent,
    boolean objects) {
  /** What is against giving them anything at all. */
  public List<Verdict.Reason> against() {
    return objects ? List.of(new Verdict.Reason.Objects()) : List.of();
  }
}
