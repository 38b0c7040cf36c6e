package dev.attune.step;

import dev.attune.customer.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one input means.
 *
 * @param customer to be remembered from now on
 * @param effects to be carried out, in this order, after the customer is safe
 * @param nextDue when time alone next matters; the host calls again at or after it
 */
public record Decision(Customer customer, List<Effect> effects, Optional<Instant> nextDue) {
  public Decision {
    effects = List.copyOf(effects);
  }
}
