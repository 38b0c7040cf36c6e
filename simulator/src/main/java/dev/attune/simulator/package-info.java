/**
 * Meridian Mobility: an invented company (rides, passes, support, a shop with warranties) whose
 * customers have lives, and whose truth is known. For the demo, the tests and the benchmarks.
 *
 * <pre>
 *   seed, number ──► Person ──► Planner ──► Plan: phases of habit, planned acts, truth
 *                                            │
 *   Almanac (seasons, weather) ──► Habits ◄──┤ day by day
 *                                   │        │
 *                                   └────────┴──► History: all customers in time order ──► Message
 * </pre>
 *
 * <p>Everything about a customer is a pure function of the seed, the customer's number and the span
 * of time; so a run can be repeated byte for byte, split in any way, and streamed for a million
 * customers without holding their pasts. Start reading at {@link dev.attune.simulator.Simulation}.
 */
@NullMarked
package dev.attune.simulator;

import org.jspecify.annotations.NullMarked;
