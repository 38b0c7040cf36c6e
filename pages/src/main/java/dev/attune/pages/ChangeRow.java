package dev.attune.pages;

import java.util.Optional;

/**
 * What becomes of one rule.
 *
 * @param section the word it stands under; empty for a word at the top
 * @param before the rule read back, or as it is written; nothing if it was not there
 * @param after as it is
 * @param isWritten whether the two are as they are written
 */
public record ChangeRow(
    RuleRow.Mark mark,
    String section,
    String name,
    String title,
    Optional<String> before,
    Optional<String> after,
    boolean isWritten) {}
