package dev.attune.engine;

/**
 * Counters since the engine was opened.
 *
 * @param entries appended to the journal
 * @param syncs of the journal to disk
 * @param signals folded
 * @param duplicates found
 * @param refolds of customers
 * @param fired customers woken by time
 * @param effects recorded
 * @param withdrawn effects withdrawn
 * @param rejects kept
 * @param troubles customers that could not be folded
 * @param diskFree bytes
 */
public record Metrics(
    long entries,
    long syncs,
    long signals,
    long duplicates,
    long refolds,
    long fired,
    long effects,
    long withdrawn,
    long rejects,
    long troubles,
    long diskFree) {}
