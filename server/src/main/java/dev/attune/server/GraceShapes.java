package dev.attune.server;

import dev.attune.care.Allowance;
import dev.attune.care.Limit;
import dev.attune.care.Offer;
import dev.attune.care.Spent;
import dev.attune.care.Verdict;
import dev.attune.care.Worked;
import dev.attune.customer.Data;
import dev.attune.engine.Choice;
import dev.attune.engine.Chooser;
import dev.attune.engine.GestureView;
import dev.attune.engine.GestureView.Asked;
import dev.attune.engine.GestureView.Turned;
import dev.attune.engine.LentView;
import dev.attune.playbook.Act;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the API writes offers, gestures and budgets. */
final class GraceShapes {
  private GraceShapes() {}

  static Data offer(Offer offer) {
    Data.Builder data =
        new Data.Builder()
            .put("option", offer.option().name())
            .put("title", offer.option().title());
    offer.cost().ifPresent(cost -> data.put("cost", Money.text(cost)));
    data.put("within", offer.isWithin());
    verdict(data, offer.verdict());
    data.put("act", act(offer.option().act()));
    offer.option().undo().ifPresent(undo -> data.put("undoSeconds", undo.toSeconds()));
    data.put("deliverWithinSeconds", offer.option().deliverWithin().toSeconds());
    return data.put("worked", worked(offer.worked())).build();
  }

  private static void verdict(Data.Builder data, Verdict verdict) {
    switch (verdict) {
      case Verdict.Within(Optional<BigDecimal> left) ->
          left.ifPresent(amount -> data.put("leftAfter", Money.text(amount)));
      case Verdict.Beyond(List<Verdict.Reason> reasons) -> data.put("reasons", reasons(reasons));
    }
  }

  private static Data worked(Worked worked) {
    Data.Builder data = new Data.Builder().put("known", worked.isKnown());
    return worked.isKnown()
        ? data.put("gestures", worked.gestures()).put("good", worked.good()).build()
        : data.build();
  }

  static List<Data> reasons(List<Verdict.Reason> reasons) {
    return reasons.stream().map(GraceShapes::reason).toList();
  }

  private static Data reason(Verdict.Reason reason) {
    return switch (reason) {
      case Verdict.Reason.NotOffered not -> Data.of("reason", "not-offered");
      case Verdict.Reason.Objects objects -> Data.of("reason", "objects");
      case Verdict.Reason.NotForThem not -> Data.of("reason", "not-for-you");
      case Verdict.Reason.DoesNotFit not -> Data.of("reason", "does-not-fit");
      case Verdict.Reason.UnknownCost unknown -> Data.of("reason", "unknown-cost");
      case Verdict.Reason.OverLimit over ->
          Data.of(
              "reason", "over-limit",
              "limit", Shapes.word(over.limit()),
              "amount", Money.text(over.amount()),
              "spent", Money.text(over.spent()),
              "left", Money.text(over.left()),
              "cost", Money.text(over.cost()));
      case Verdict.Reason.TooOften often ->
          Data.of(
              "reason", "too-often",
              "times", often.times(),
              "atMost", often.atMost().times(),
              "withinSeconds", often.atMost().within().toSeconds());
      case Verdict.Reason.OverLent over ->
          Data.of(
              "reason", "over-lent",
              "left", Money.text(over.left()),
              "cost", Money.text(over.cost()));
    };
  }

  private static Data act(Act act) {
    return switch (act) {
      case Act.Webhook(String name) -> Data.of("by", "webhook", "webhook", name);
      case Act.Task(String text, Optional<String> team) -> {
        Data.Builder data = new Data.Builder().put("by", "task").put("task", text);
        team.ifPresent(name -> data.put("team", name));
        yield data.build();
      }
      case Act.Message(String text, String through) ->
          Data.of("by", "message", "message", text, "through", through);
      case Act.Myself myself -> Data.of("by", "myself");
    };
  }

  static Data gesture(GestureView gesture) {
    Choice choice = gesture.choice();
    Data.Builder data =
        new Data.Builder()
            .put("id", gesture.id())
            .put("customer", gesture.customer().toString())
            .put("state", Shapes.word(gesture.state()))
            .put("option", choice.what().option())
            .put("title", gesture.title())
            .put("cost", Money.text(gesture.cost()))
            .put("at", choice.at().toString())
            .put("by", choice.by().name())
            .put("auto", choice.by().isAuto())
            .put("act", act(gesture.act()))
            .put("late", gesture.late())
            .put("over", gesture.isOver());
    choice.by().team().ifPresent(team -> data.put("team", team));
    choice.moment().ifPresent(moment -> data.put("moment", moment));
    gesture.kind().ifPresent(kind -> data.put("kind", kind));
    put(data, "undoUntil", gesture.heldUntil());
    put(data, "lateAt", gesture.lateAt());
    if (!gesture.reasons().isEmpty()) {
      data.put("reasons", reasons(gesture.reasons()));
    }
    gesture.asked().ifPresent(asked -> data.put("asked", asked(asked)));
    return data.put("course", gesture.course().stream().map(GraceShapes::turned).toList()).build();
  }

  private static Data asked(Asked asked) {
    Data.Builder data =
        new Data.Builder()
            .put("by", asked.by())
            .put("at", asked.at().toString())
            .put("stands", asked.stands());
    asked.team().ifPresent(team -> data.put("team", team));
    return data.build();
  }

  private static Data turned(Turned turned) {
    Data.Builder data =
        new Data.Builder()
            .put("state", Shapes.word(turned.state()))
            .put("at", turned.at().toString());
    turned.by().ifPresent(by -> data.put("by", by));
    turned.why().ifPresent(why -> data.put("why", why));
    return data.build();
  }

  static Data lent(LentView lent) {
    Data.Builder data =
        new Data.Builder()
            .put("id", lent.id())
            .put("by", lent.by().name())
            .put("state", lent.isOpen() ? "open" : lent.reasons().isEmpty() ? "ended" : "refused")
            .put("amount", Money.text(lent.amount()))
            .put("used", Money.text(lent.used()))
            .put("left", Money.text(lent.left()))
            .put("at", lent.at().toString())
            .put("until", lent.until().toString());
    put(data, "endedAt", lent.endedAt());
    if (!lent.reasons().isEmpty()) {
      data.put("reasons", reasons(lent.reasons()));
    }
    return data.build();
  }

  /** What somebody may give, what counts already and what is left, limit by limit. */
  static List<Data> limits(Allowance allowance, Spent spent) {
    return Arrays.stream(Limit.values())
        .filter(limit -> allowance.of(limit).isPresent())
        .map(limit -> {
          BigDecimal amount = allowance.of(limit).orElseThrow();
          BigDecimal used = spent.against(limit);
          return Data.of(
              "limit", Shapes.word(limit),
              "amount", Money.text(amount),
              "spent", Money.text(used),
              "left", Money.text(amount.subtract(used).max(BigDecimal.ZERO)));
        })
        .toList();
  }

  static Data chooser(Chooser by) {
    Data.Builder data = new Data.Builder().put("name", by.name());
    by.role().ifPresent(role -> data.put("role", role.word()));
    by.team().ifPresent(team -> data.put("team", team));
    return data.put("zone", by.zone().getId()).build();
  }

  private static void put(Data.Builder data, String name, Optional<Instant> at) {
    at.ifPresent(instant -> data.put(name, instant.toString()));
  }
}
