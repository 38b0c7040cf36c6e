package dev.attune.pages;

import java.util.Optional;

/**
 * What became of a choice.
 *
 * @param row the gesture
 * @param title what it came to
 * @param say what could be said to the customer
 * @param how who carries it out, and until when; in words
 * @param purse what whoever looks may still give
 * @param back to the customer
 */
public record GestureDonePage(
    GestureRow row, String title, Optional<String> say, String how, Purse purse, String back) {}
