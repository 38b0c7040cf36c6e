package dev.attune.server;

import dev.attune.care.Limit;
import dev.attune.care.Offer;
import dev.attune.care.Spent;
import dev.attune.care.Verdict;
import dev.attune.care.Worked;
import dev.attune.engine.Chooser;
import dev.attune.pages.OfferRow;
import dev.attune.pages.Purse;
import dev.attune.pages.Words;
import dev.attune.playbook.Act;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be done, in words. */
final class Offers {
  private Offers() {}

  /** What somebody may give, where {@code upTo} is left for one more gesture. */
  static Purse purse(
      Chooser by, Spent spent, Optional<BigDecimal> upTo, Optional<Currency> currency) {
    Optional<BigDecimal> day = by.allowance().of(Limit.PER_DAY);
    return new Purse(
        day.map(all -> all.subtract(spent.today()).max(BigDecimal.ZERO)), day, upTo, currency);
  }

  static OfferRow row(Offer offer, Purse purse, Words words) {
    return new OfferRow(
        offer.option().name(),
        offer.option().title(),
        offer.cost().map(cost -> purse.cost(words, cost)),
        reasons(offer.verdict().reasons(), purse, words),
        worked(offer.worked(), words),
        how(offer.option().act(), words)
            + " · "
            + offer
                .option()
                .undo()
                .map(undo -> words.say("grace.can-undo", words.length(undo)))
                .orElseGet(() -> words.say("grace.no-undo")),
        Optional.empty());
  }

  private static String worked(Worked worked, Words words) {
    return worked.isKnown()
        ? words.say("grace.worked", words.number(worked.good()), worked.gestures())
        : words.say("grace.worked-unknown");
  }

  private static String how(Act act, Words words) {
    return switch (act) {
      case Act.Webhook webhook -> words.say("grace.how-webhook");
      case Act.Message message -> words.say("grace.how-message");
      case Act.Task(String text, Optional<String> team) ->
          team.map(name -> words.say("grace.how-task-team", text, Labels.plain(name)))
              .orElseGet(() -> words.say("grace.how-task", text));
      case Act.Myself myself -> words.say("grace.how-myself");
    };
  }

  /** Why somebody may not, in words. */
  static List<String> reasons(List<Verdict.Reason> reasons, Purse purse, Words words) {
    return reasons.stream().map(reason -> reason(reason, purse, words)).toList();
  }

  private static String reason(Verdict.Reason reason, Purse purse, Words words) {
    return switch (reason) {
      case Verdict.Reason.NotOffered not -> words.say("reason.not-offered");
      case Verdict.Reason.Objects objects -> words.say("reason.objects");
      case Verdict.Reason.NotForThem not -> words.say("reason.not-for-them");
      case Verdict.Reason.DoesNotFit not -> words.say("reason.does-not-fit");
      case Verdict.Reason.UnknownCost unknown -> words.say("reason.unknown-cost");
      case Verdict.Reason.OverLent over ->
          words.say("reason.over-lent", purse.money(words, over.left()));
      case Verdict.Reason.OverLimit over ->
          words.say(
              "reason." + over.limit().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              purse.money(words, over.left()),
              purse.money(words, over.cost()));
      case Verdict.Reason.TooOften often ->
          words.say("reason.too-often", often.times(), words.length(often.atMost().within()));
    };
  }
}
