/**
 * Finds customers by what people type: by id, e-mail and phone, and by the words of their names,
 * with slips forgiven.
 *
 * <pre>
 *   Feed: who came, went, is called otherwise ──► Search, one thread ──► Index (Lucene), the feed's position in it
 *                                                                          │
 *   what somebody typed ──► Wanted ──► IndexQuery ────────────────────────►│──► ids
 *                             │                                                  │
 *                             └──► Matching, over customers as they stand ◄──────┘ and the newest ones
 * </pre>
 *
 * <p>The index only says whom to look at. What is found, and why, is decided by {@code Matching}
 * over the customers as they stand at that instant, so that nobody is found by a name they no
 * longer have, nor anybody who is gone.
 *
 * <p>Start reading at {@link dev.attune.search.Search}, then {@link dev.attune.search.Wanted}.
 */
@NullMarked
package dev.attune.search;

import org.jspecify.annotations.NullMarked;
