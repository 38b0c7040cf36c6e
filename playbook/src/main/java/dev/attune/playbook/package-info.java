/**
 * The playbook: what a company cares about, as one YAML document.
 *
 * <pre>
 *   text ── PlaybookReader ──► Playbook (rules with compiled conditions)   or   Problems, with lines
 * </pre>
 *
 * <p>A {@link dev.attune.playbook.Playbook} is pure data and pure functions: a step asks its {@link
 * dev.attune.playbook.Condition conditions} through a {@link dev.attune.playbook.Scope} that it
 * fills itself. Start reading at {@code Playbook}, then {@code PlaybookReader}.
 */
@NullMarked
package dev.attune.playbook;

import org.jspecify.annotations.NullMarked;
