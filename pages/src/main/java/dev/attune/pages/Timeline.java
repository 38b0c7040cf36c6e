package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * Some of what happened, newest first.
 *
 * @param base the address of the customer, to which filters and cursors are added
 * @param show which are shown; nothing for all
 * @param days by day
 * @param next asks for those before; nothing if these are the oldest
 * @param heard up to when signals had come, in milliseconds since 1970
 * @param pinned signals that were asked for by themselves, such as what a claim rests on
 */
public record Timeline(
    String base,
    Optional<SignalRow.Whose> show,
    List<Day> days,
    Optional<String> next,
    long heard,
    List<SignalRow> pinned) {
  public Timeline {
    days = List.copyOf(days);
    pinned = List.copyOf(pinned);
  }

  /**
   * One day.
   *
   * @param title its date, already in words
   * @param rows newest first
   */
  public record Day(String title, List<SignalRow> rows) {
    public Day {
      rows = List.copyOf(rows);
    }
  }

  /** The address of what follows. */
  public String nextHref() {
    return href(show) + (show.isPresent() ? "&" : "?") + "before=" + next.orElse("");
  }

  /** Nothing new yet. */
  public CustomerNews news() {
    return new CustomerNews(base, heard, 0);
  }

  /** All of it as a file, by the same filter. */
  public String csv() {
    return base + "/timeline.csv" + show.map(each -> "?show=" + each.word()).orElse("");
  }

  /** The address of this timeline with another filter. */
  public String href(Optional<SignalRow.Whose> only) {
    return base + only.map(each -> "?show=" + each.word()).orElse("");
  }
}
