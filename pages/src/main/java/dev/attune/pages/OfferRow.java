package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * Something that may be done for a customer; all but the names is already in words.
 *
 * @param option its name in the playbook
 * @param title what it is
 * @param cost for this customer; nothing where it cannot be told
 * @param reasons why whoever looks may not do it by themselves; none if they may
 * @param worked how it has worked in such moments
 * @param how who carries it out, and whether it can be undone
 * @param before when they had the same lately, and from whom
 */
public record OfferRow(
    String option,
    String title,
    Optional<String> cost,
    List<String> reasons,
    String worked,
    String how,
    Optional<String> before) {
  public OfferRow {
    reasons = List.copyOf(reasons);
  }

  /** The same with another cost. */
  public OfferRow costing(Optional<String> other) {
    return new OfferRow(option, title, other, reasons, worked, how, before);
  }

  /** The same for somebody who may have had it lately. */
  public OfferRow after(Optional<String> earlier) {
    return new OfferRow(option, title, cost, reasons, worked, how, earlier);
  }

  /** Whether it can be done without asking anybody. */
  public boolean isWithin() {
    return reasons.isEmpty();
  }
}
