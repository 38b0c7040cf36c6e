package dev.attune.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The other systems that are told.
 *
 * @param missing names that the playbook's options use and nobody has
 * @param form for one more
 * @param kinds of effects that can be heard of
 */
public record WebhooksPage(
    List<Row> rows, List<String> missing, Filled form, List<Filter.Choice> kinds) {
  public WebhooksPage {
    rows = List.copyOf(rows);
    missing = List.copyOf(missing);
    kinds = List.copyOf(kinds);
  }

  /** How one does. */
  public enum State {
    /** It takes what it is sent. */
    GOOD,
    /** It has not taken the last messages. */
    FAILING,
    /** Nothing is sent. */
    OFF;

    /** By which its words and colours are known. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A webhook.
   *
   * @param host where it is
   * @param hears of what, in words
   * @param dead how many messages were given up
   */
  public record Row(
      String name,
      String host,
      String hears,
      State state,
      long waiting,
      long dead,
      Optional<String> why) {
    /** Its page. */
    public String href() {
      return "/webhooks/" + name;
    }
  }
}
