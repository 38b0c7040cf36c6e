package dev.attune.pages;

import java.time.Instant;

/**
 * A device on which somebody is signed in.
 *
 * @param id by which it is ended
 * @param device in words
 * @param address from where
 * @param since when they signed in
 * @param seen when they last did something
 * @param isThis whether it is the one that asks
 */
public record SessionRow(
    String id, String device, String address, Instant since, Instant seen, boolean isThis) {}
