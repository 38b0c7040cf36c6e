package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An effect as it was recorded, or what became of it.
 *
 * @param sequence of this record: one higher than the one before it
 * @param customer whose it is, by canonical id at the time; null if it is about what the company
 *     hears, such as an event that has stopped
 * @param withdrawn why it stands no longer, or null if it stands
 * @param foundAt when it was found, or withdrawn
 * @param foundLate found more than {@code stale} after its instant: nothing may happen by itself
 * @param settlesAt from when something irreversible may happen by itself, if it still stands then:
 *     see {@link Engine#mayAct}; null if it was found late: never
 */
public record RecordedEffect(
    long sequence,
    @Nullable Id customer,
    Effect effect,
    @Nullable String withdrawn,
    Instant foundAt,
    boolean foundLate,
    @Nullable Instant settlesAt) {}
