package dev.attune.pages;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal in a timeline.
 *
 * @param whose who acted: the customer, us, or a word about who they are
 * @param title what happened
 * @param at when
 * @param said their words, where there are any; set larger than all else
 * @param details the few things worth reading
 * @param by who of us; nothing for what the customer did
 * @param source where it came from
 */
public record SignalRow(
    Whose whose,
    String title,
    Instant at,
    Optional<String> said,
    List<Detail> details,
    Optional<String> by,
    String source) {
  public SignalRow {
    details = List.copyOf(details);
  }

  /** Who a signal is about, and so how it looks. */
  public enum Whose {
    /** The customer spoke. */
    WORDS,
    /** The customer did something. */
    DID,
    /** We did something, or asked. */
    US,
    /** Who they are: traits, links, consent. */
    IDENTITY;

    /** The one of a word, or nothing. */
    public static Optional<Whose> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** The word in addresses and keys: {@code words}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
