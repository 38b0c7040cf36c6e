/**
 * Meridian Mobility: an invented company (rides, passes, support, a shop with warranties) whose
 * customers have lives, and whose truth is known. For the demo, the tests and the benchmarks.
 *
 * <pre>
 *   seed, number ──► Person: one of thirty Lives ──► Planner ──► Plan: phases, planned acts, truth
 *                      │ start, turns, why            │            │
 *   words/       ──► Words (families) ──► Hand ────────┘            │ day by day
 *   Almanac (seasons, weather, offers) ──► Habits ─────────────────┤
 *                                                                  ▼
 *                              History: all together in time order ──► Message
 *                              Diary: one customer after another   ──► Message
 * </pre>
 *
 * <p>Everything about a customer is a pure function of the seed, the customer's number and the span
 * of time; so a run can be repeated byte for byte, split in any way, and streamed for a million
 * customers without holding their pasts. A life is data (a share, a why, customs), a start and
 * turns; a turn changes habits, plans acts and says what is true of them. To add a life, add it to
 * the file of its kind; to add words, add a line to a meaning. Start reading at {@link
 * dev.attune.simulator.Simulation}.
 */
@NullMarked
package dev.attune.simulator;

import org.jspecify.annotations.NullMarked;
