package dev.attune.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finding somebody.
 *
 * @param asked what was typed
 * @param note why somebody who is there may not be found
 * @param found who fits, best first
 * @param customers how many there are
 * @param next the address of those that follow, where all are walked through
 */
public record CustomersPage(
    String asked, Optional<String> note, List<Found> found, long customers, Optional<String> next) {
  public CustomersPage {
    found = List.copyOf(found);
  }

  /** All of them as a file. */
  public String csv() {
    return "/customers.csv"
        + (asked.isEmpty() ? "" : "?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
  }

  /**
   * Somebody who fits.
   *
   * @param who they are
   * @param line the id, and what else tells them apart
   * @param open how many of their moments are open
   */
  public record Found(Somebody who, String line, int open) {}
}
