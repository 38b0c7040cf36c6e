/**
 * A playbook in the making: its rules as forms, its text, and what differs from the one that holds.
 *
 * <pre>
 *   text ──► Fields of a rule ──► a person types ──► Puts ──► text, changed in place ──► check, sentence
 * </pre>
 *
 * <p>The text is the document; a form is a view of one rule of it. Nothing is kept here: who drafts
 * what is the server's to remember. Pure. Start reading at {@link dev.attune.draft.RuleForms}.
 */
@NullMarked
package dev.attune.draft;

import org.jspecify.annotations.NullMarked;
