package dev.attune.engine;

import dev.attune.customer.Id;

/**
 * A customer who can be played anew.
 *
 * @param id canonical
 * @param limit how many signals one window may count before they are set aside; 0 where their
 *     signals are still to be asked
 */
record Recorded(Id id, int limit) {}
