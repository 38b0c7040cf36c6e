/**
 * The host on one machine: takes signals in, folds them, remembers, answers.
 *
 * <pre>
 *   append ──► Journal (synced) ──► Fold, one thread ───────────────────► Store, one commit a batch
 *     │                              Seen: once is enough                   timelines, links, customers,
 *     └─ answered after the sync     Links: whose signal it is              timers, effects, desk, outbox,
 *                                    Step: what it means                    and the journal's position
 *                                    Timers: what time alone means                │
 *   customer, why, moments... ◄──────────── Reading, any thread ◄─────────────────┘
 * </pre>
 *
 * <p>Start reading at {@link dev.attune.engine.Engine}, then {@code Fold}. Formats are specified in
 * the classes that read and write them.
 */
@NullMarked
package dev.attune.engine;

import org.jspecify.annotations.NullMarked;
