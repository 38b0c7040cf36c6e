/**
 * How signals look outside the program: JSON as senders write it, and the binary form in which they
 * are kept.
 *
 * <pre>
 *   request ── Batch ──► messages ── MessageReader ──► Received.Accepted(StoredSignal) ──► journal
 *                                                  └─► Received.Refused(reason)        ──► reject lane
 *   timeline ──► StoredSignal ── signal(properties that rules read) ──► Signal ──► step
 * </pre>
 *
 * <p>A message is looked through once at intake, for what every rule of acceptance needs, and its
 * bytes are kept as they came; what it says in detail is parsed only when somebody asks. Start
 * reading at {@link dev.attune.wire.MessageReader}, then {@link dev.attune.wire.StoredSignal}.
 */
@NullMarked
package dev.attune.wire;

import org.jspecify.annotations.NullMarked;
