package dev.attune.pages;

import java.time.Instant;

/**
 * What somebody said, in their own words.
 *
 * @param text as they said it
 * @param at when
 * @param about what came with it, such as the channel and a rating; empty if nothing did
 */
public record Quote(String text, Instant at, String about) {}
