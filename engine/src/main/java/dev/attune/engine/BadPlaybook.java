package dev.attune.engine;

import dev.attune.playbook.Problem;
import java.util.List;

/** A playbook that cannot be adopted; what is live did not change. */
public final class BadPlaybook extends EngineException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  BadPlaybook(List<Problem> problems) {
    super(
        Kind.CALLER,
        "bad-playbook",
        "the playbook has %s in line %d: %s"
            .formatted(
                problems.size() == 1 ? "a problem" : problems.size() + " problems, the first",
                problems.getFirst().line(),
                problems.getFirst().message()));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong with it. */
  public List<Problem> problems() {
    return problems;
  }
}
