package dev.attune.playbook;

import java.util.Optional;

/**
 * What is wrong with a playbook, where, and what to do.
 *
 * @param line 1 for the first
 * @param column 1 for the first, in characters
 * @param message what is wrong, with the value
 * @param excerpt the line's text
 * @param hint what to do, such as {@code did you mean rides30?}
 */
public record Problem(
    int line, int column, String message, String excerpt, Optional<String> hint) {}
