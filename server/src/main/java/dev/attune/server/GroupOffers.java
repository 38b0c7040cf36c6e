package dev.attune.server;

import dev.attune.care.Offer;
import dev.attune.customer.Id;
import dev.attune.engine.Chooser;
import dev.attune.pages.OfferRow;
import dev.attune.pages.Purse;
import dev.attune.pages.Words;
import dev.attune.playbook.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be done for many at once, and what it costs: worked out for each of them where it may
 * differ, since what is shown is what will be booked.
 */
final class GroupOffers {
  private final Giving giving;
  private final Request request;
  private final Chooser by;
  private final Map<Id, String> moments;

  /**
   * For one answer.
   *
   * @param moments the moment of each
   */
  GroupOffers(Giving giving, Request request, Chooser by, Map<Id, String> moments) {
    this.giving = giving;
    this.request = request;
    this.by = by;
    this.moments = moments;
  }

  /** The offers as they are for the first, each with what it costs for all. */
  List<OfferRow> rows(List<Offer> first, List<Id> people, Purse purse, Words words) {
    boolean mayDiffer =
        first.stream().anyMatch(offer -> offer.option().cost() instanceof Cost.Worked);
    Map<String, List<BigDecimal>> worked = mayDiffer ? worked(people) : Map.of();
    return first.stream()
        .map(offer ->
            Offers.row(offer, purse, words)
                .costing(cost(offer, people.size(), worked, purse, words)))
        .toList();
  }

  private Map<String, List<BigDecimal>> worked(List<Id> people) {
    Map<String, List<BigDecimal>> costs = new HashMap<>();
    for (Id each : people) {
      Optional<String> moment = Optional.ofNullable(moments.get(each));
      for (Offer offer : giving.offers(request, each, moment, by).offers()) {
        offer
            .cost()
            .ifPresent(cost ->
                costs.computeIfAbsent(offer.option().name(), name -> new ArrayList<>()).add(cost));
      }
    }
    return costs;
  }

  private static Optional<String> cost(
      Offer offer, int people, Map<String, List<BigDecimal>> worked, Purse purse, Words words) {
    if (!(offer.option().cost() instanceof Cost.Worked)) {
      return offer.cost().map(one -> same(one, people, purse, words));
    }
    List<BigDecimal> costs = worked.getOrDefault(offer.option().name(), List.of());
    if (costs.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal least = costs.stream().min(BigDecimal::compareTo).orElseThrow();
    BigDecimal most = costs.stream().max(BigDecimal::compareTo).orElseThrow();
    BigDecimal all = costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return Optional.of(
        least.compareTo(most) == 0 && costs.size() == people
            ? same(least, people, purse, words)
            : words.say(
                "group.cost-range",
                purse.money(words, least),
                purse.money(words, most),
                purse.money(words, all)));
  }

  private static String same(BigDecimal one, int people, Purse purse, Words words) {
    return one.signum() == 0
        ? purse.cost(words, one)
        : words.say(
            "group.cost",
            purse.money(words, one),
            purse.money(words, one.multiply(BigDecimal.valueOf(people))));
  }
}
