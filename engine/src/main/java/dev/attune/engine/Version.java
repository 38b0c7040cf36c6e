package dev.attune.engine;

import java.time.Instant;

/**
 * A version of the playbook that was adopted.
 *
 * @param number 1 for the first
 * @param text the document
 * @param who adopted it
 * @param at when
 * @param from the instant from which it decides
 */
public record Version(int number, String text, String who, Instant at, Instant from) {}
