package dev.attune.engine;

import dev.attune.customer.Cause;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Evidence;
import dev.attune.customer.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment as the desk shows it.
 *
 * @param id the id of the effect that opened it
 * @param customer the canonical id of whose moment it is
 * @param rule the name of its rule; the playbook has its words
 * @param key for a rule with {@code per}: the value it opened for; else null
 * @param expires when it closes at the latest
 * @param triggers how often its reason came
 * @param takenBy who looks after it, or null
 * @param closedAt when it closed or was withdrawn, or null while it is open
 * @param ending why it closed, or null if it did not close
 * @param withdrawn why it would not have opened, as is known by now; null if it stands
 * @param foundAt when it was found
 * @param foundLate whether that was too late for anything to happen by itself
 * @param settlesAt from when something irreversible may happen by itself, as long as it stands;
 *     null if it was found late: never
 */
public record MomentView(
    String id,
    Id customer,
    String rule,
    @Nullable String key,
    State state,
    Cause cause,
    Instant expires,
    int triggers,
    @Nullable String takenBy,
    @Nullable Instant closedAt,
    @Nullable Ending ending,
    @Nullable String withdrawn,
    Evidence evidence,
    Instant foundAt,
    boolean foundLate,
    @Nullable Instant settlesAt) {
  /** What can be done about it. */
  public enum State {
    /** Somebody should act. */
    OPEN,
    /** It is over. */
    CLOSED,
    /** It should not have opened, as is known by now, and nobody had acted. */
    WITHDRAWN
  }

  /** When it opened. */
  public Instant openedAt() {
    return cause.at();
  }

  /**
   * Whether something irreversible (a webhook, a message, grace by itself) may be done for it at
   * {@code now} without a person: it is open and stands, was found in time, and has settled.
   */
  public boolean mayAct(Instant now) {
    return state == State.OPEN
        && withdrawn == null
        && settlesAt != null
        && !now.isBefore(settlesAt);
  }
}
