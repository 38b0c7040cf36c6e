package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * Rules that are ready to be taken.
 *
 * @param seen those drafted from what was really seen; empty until it is known
 * @param shipped those that come with Attune
 */
public record LibraryPage(PlaybookFrame about, Optional<List<Item>> seen, List<Item> shipped) {
  public LibraryPage {
    seen = seen.map(List::copyOf);
    shipped = List.copyOf(shipped);
  }

  /**
   * One of them.
   *
   * @param from which of the two lists it is in
   * @param feels how a customer feels then; empty where it does not say
   * @param restsOn the names of what comes with it
   * @param evidence what it rests on, already in words
   * @param isTaken whether the draft has it
   */
  public record Item(
      String from,
      String name,
      String title,
      String says,
      String feels,
      List<String> restsOn,
      Optional<String> evidence,
      boolean isTaken,
      boolean isDelight) {
    public Item {
      restsOn = List.copyOf(restsOn);
    }
  }
}
