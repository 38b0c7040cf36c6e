package dev.attune.pages;

import java.util.List;

/**
 * One moment, and what can be done about it.
 *
 * @param card the moment
 * @param options what may be done, in the playbook's words
 * @param teams to whom it can be handed over
 */
public record MomentPage(MomentCard card, List<Offered> options, List<String> teams) {
  public MomentPage {
    options = List.copyOf(options);
    teams = List.copyOf(teams);
  }

  /**
   * An option.
   *
   * @param title what is done
   * @param cost what it costs, already in words
   */
  public record Offered(String title, String cost) {}
}
