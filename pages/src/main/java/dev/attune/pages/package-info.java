/**
 * What people see.
 *
 * <pre>
 *   server: reads the engine ──► a view: what one page says, as data ──► its template ──► HTML
 *                                                                          │
 *                              words in the person's language, pictures ◄──┘
 * </pre>
 *
 * <p>Nothing here knows the engine or asks anybody: a page is a function of its view and its {@link
 * dev.attune.pages.Frame}. Templates lie in {@code src/main/jte}; the build makes classes of them,
 * which escape whatever a view holds by where it stands. Every text that is not a view's comes from
 * the files under {@code words}, one for each {@link dev.attune.pages.Language}. Start reading at
 * {@link dev.attune.pages.Pages}.
 */
@NullMarked
package dev.attune.pages;

import org.jspecify.annotations.NullMarked;
