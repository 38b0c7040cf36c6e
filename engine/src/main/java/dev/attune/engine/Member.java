package dev.attune.engine;

import dev.attune.customer.Id;
import java.time.Instant;

/** A customer in a segment, by canonical id, and since when. */
public record Member(Id customer, Instant since) {}
