package dev.attune.delivery;

import dev.attune.playbook.Urgency;
import java.time.Instant;

/**
 * What a person is told: that something waits for them, and where. Nothing is done by opening it
 * but opening a page.
 *
 * @param id what it is about; two notices of one id are one to whoever shows them
 * @param text one line
 * @param action what the link is called
 * @param link the page
 * @param until when it is no longer worth reading
 */
public record Notice(
    String id,
    String title,
    String text,
    String action,
    String link,
    Urgency urgency,
    Instant until) {
  private static final int MOST_TITLE = 150;

  public Notice {
    title = plain(title);
    text = plain(text);
  }

  /** One line, without what could end a header or run off a screen. */
  private static String plain(String text) {
    String line =
        text.codePoints()
            .map(each -> Character.isISOControl(each) ? ' ' : each)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return line.length() > MOST_TITLE ? line.substring(0, MOST_TITLE) + "…" : line;
  }
}
