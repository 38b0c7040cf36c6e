package dev.attune.delivery;

import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who can be told.
 *
 * @param name under which they sign in
 * @param language in which they read; nothing for English
 */
public record Recipient(String name, Optional<String> email, Optional<Locale> language) {}
