/**
 * Who did what, and to whom: a chain to which is only added.
 *
 * <pre>
 *   act ── AuditLog ──► entry: number, instant, act, HMAC over itself and the one before ──► AuditStore
 *   customer's id ── Pseudonyms ──► a name that means nothing once the customer's salt is destroyed
 *   AuditStore ── AuditTrail ──► entries, and which of them is the first that does not fit
 * </pre>
 *
 * <p>The key of the HMAC lies in a file outside of the store ({@link dev.attune.audit.AuditKey}):
 * whoever can write to the store alone cannot change an entry, leave one out or add one unseen.
 * Whoever cuts off the end is seen by the heads that were logged. Start reading at {@link
 * dev.attune.audit.AuditEntry}, then {@link dev.attune.audit.AuditLog}.
 */
@NullMarked
package dev.attune.audit;

import org.jspecify.annotations.NullMarked;
