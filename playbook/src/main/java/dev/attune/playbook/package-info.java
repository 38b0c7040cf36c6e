/**
 * The playbook: what a company cares about, as one YAML document.
 *
 * <pre>
 *   text ── Yaml ──► Node ── FactReader, SegmentReader, MomentReader ──► Playbook   or   Problems
 *                                              │
 *                 Conditions:  Cel (parse) ── ConditionCheck (names) ── Cel (types)
 *                                              │
 *                              ConditionCompiler ──► Condition: closures, and what they read
 * </pre>
 *
 * <p>A {@link dev.attune.playbook.Playbook} is pure data and pure functions: a step asks its {@link
 * dev.attune.playbook.Condition conditions} through a {@link dev.attune.playbook.Scope} that it
 * fills itself. Every part of the way reports into one list, so that people learn everything that
 * is wrong at once, each with its line and column. Start reading at {@code PlaybookReader}, then
 * {@code Conditions}.
 */
@NullMarked
package dev.attune.playbook;

import org.jspecify.annotations.NullMarked;
