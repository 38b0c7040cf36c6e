package dev.attune.pages;

import java.util.List;

/**
 * Something a list can be narrowed by.
 *
 * @param name in the address
 * @param label for people
 * @param choices what can be chosen, the first of which is all
 * @param chosen the value that is; empty for all
 */
public record Filter(String name, String label, List<Choice> choices, String chosen) {
  public Filter {
    choices = List.copyOf(choices);
  }

  /**
   * One choice.
   *
   * @param value in the address; empty for all
   * @param label for people
   */
  public record Choice(String value, String label) {}
}
