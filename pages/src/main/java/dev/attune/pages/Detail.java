package dev.attune.pages;

/**
 * A name and what it is, both already in words.
 *
 * @param name what it is called
 * @param value what it is
 */
public record Detail(String name, String value) {}
