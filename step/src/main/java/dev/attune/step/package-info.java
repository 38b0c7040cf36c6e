/**
 * The decision: what one input means for one customer, and when time alone will next matter.
 *
 * <pre>
 *   (playbook, customer, input) -> (customer', effects, nextDue)
 *
 *   Step ── open ──► Sitting ── hear(signal), reach(instant) ──► effects, nextDue ── close ──► Customer
 *                       │
 *                       ├─ StreamLog   the signals that windows still count, one log an (event, where)
 *                       ├─ Gauge       a fact: a Window over a log, or a Tally of everything so far
 *                       ├─ Watch       a condition whose truth is tracked, and when it may next turn
 *                       └─ Moments     what is open, and what closed lately
 * </pre>
 *
 * <p>Nothing here reads a clock, draws a random number or does I/O (INV-002): the forbidden-APIs
 * check of the build sees to it. Start reading at {@link dev.attune.step.Step}, then {@code
 * Sitting}.
 */
@NullMarked
package dev.attune.step;

import org.jspecify.annotations.NullMarked;
