/**
 * What leaves the machine: webhooks to other systems, notices to people.
 *
 * <pre>
 *   Feed (effects, in order) ──► Lane, one for each webhook ──► Courier ──► other systems
 *   ActQueue (acts chosen)   ──► ActSender ───────────────────►   │
 *   Moments (open ones)      ──► Notices ──► Push, Chat ──────►   │  resolves once, checks, connects
 *                                       └──► Mail ──► SMTP        │  by that address: AddressGuard
 * </pre>
 *
 * <p>What is under way is kept on a {@link dev.attune.delivery.Shelf}, so that everything is sent
 * at least once, whatever ends in between. Start reading at {@link dev.attune.delivery.Webhooks}
 * and {@link dev.attune.delivery.Courier}.
 */
@NullMarked
package dev.attune.delivery;

import org.jspecify.annotations.NullMarked;
