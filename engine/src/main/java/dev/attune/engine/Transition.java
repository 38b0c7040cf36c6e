package dev.attune.engine;

import dev.attune.customer.Id;
import java.time.Instant;

/**
 * A customer entered or left a segment.
 *
 * @param entered or else left
 * @param at when it happened
 * @param foundAt when it was found
 * @param effect the id of the effect, for its evidence
 */
public record Transition(
    String segment, Id customer, boolean entered, Instant at, Instant foundAt, String effect) {}
