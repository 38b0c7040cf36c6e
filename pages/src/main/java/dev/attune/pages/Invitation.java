package dev.attune.pages;

import java.time.Instant;

/**
 * An address by which somebody sets a password, once. It is shown once.
 *
 * @param title who they are
 * @param link the address
 * @param until it is good
 */
public record Invitation(String title, String link, Instant until) {}
