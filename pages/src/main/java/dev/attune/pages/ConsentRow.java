package dev.attune.pages;

/**
 * Whether a customer allows a purpose.
 *
 * @param purpose its word
 * @param name as people call it
 * @param isGiven whether it holds
 * @param since since when, or until what
 */
public record ConsentRow(String purpose, String name, boolean isGiven, String since) {}
