package dev.attune.search;

import java.util.List;

/**
 * Who was found, the best first.
 *
 * @param more whether there are others behind them
 * @param status whether everybody could be found
 */
public record Results(List<Match> matches, boolean more, Status status) {
  public Results {
    matches = List.copyOf(matches);
  }
}
