package dev.attune.people;

import dev.attune.playbook.Budget;
import java.time.Instant;
import java.util.Optional;

/**
 * What one person may give, from an instant on.
 *
 * @param since when it was set
 * @param budget nothing: what their role may
 */
public record OwnBudget(Instant since, Optional<Budget> budget) {}
