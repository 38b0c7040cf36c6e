package dev.attune.server;

import dev.attune.care.Share;
import dev.attune.customer.Data;
import dev.attune.engine.Accounts;
import dev.attune.engine.Accounts.Ended;
import dev.attune.engine.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What was given and what came of it, for leads and stewards; and the switch of what is automatic.
 */
final class AccountsApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final int DAYS = 90;
  private static final int MOST_DAYS = 730;

  /** Said beside every figure that invites a comparison. */
  static final String WARNING =
      "This is counted, not tried out: moments in which something was done differ from those in which"
          + " nothing was, so the difference need not come from what was done.";

  private final Engine engine;
  private final InstantSource clock;

  AccountsApi(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/grace/accounts", READ, this::accounts),
        Route.get("/api/grace/auto", READ, request -> auto()),
        Route.post("/api/grace/auto", ADMIN, this::turn));
  }

  private Answer auto() {
    return Answer.ok(Data.of("on", engine.grace().isAuto()));
  }

  private Answer turn(Request request) {
    if (!(Paging.object(request).get("on") instanceof Boolean on)) {
      throw Refusal.unreadable("missing-member", "\"on\" is true or false");
    }
    engine.grace().auto(on);
    return auto();
  }

  private Answer accounts(Request request) {
    Duration period = Duration.ofDays(request.number("days", DAYS, MOST_DAYS));
    Accounts accounts = engine.grace().accounts(clock.instant().minus(period));
    Data.Builder data =
        new Data.Builder()
            .put("from", accounts.from().toString())
            .put("complete", accounts.complete())
            .put("warning", WARNING);
    Money.currency(engine).ifPresent(each -> data.put("currency", each.getCurrencyCode()));
    data.put("kinds", accounts.kinds().stream().map(AccountsApi::kind).toList());
    data.put("options", accounts.options().stream().map(AccountsApi::option).toList());
    data.put("givers", accounts.givers().stream().map(AccountsApi::giver).toList());
    data.put("questions", accounts.questions().stream().map(AccountsApi::question).toList());
    data.put("others", accounts.others().stream().map(AccountsApi::alike).toList());
    return Answer.ok(data.build());
  }

  private static Data kind(Accounts.OfKind kind) {
    return Data.of(
        "kind", kind.kind(),
        "with", ended(kind.with()),
        "without", ended(kind.without()),
        "solvedAtFirst", share(kind.solvedAtFirst()),
        "touches", kind.touches());
  }

  private static Data ended(Ended ended) {
    return Data.of("closed", share(ended.closed()), "good", share(ended.good()));
  }

  private static Data share(Share share) {
    return Data.of(
        "of", share.of(),
        "count", share.count(),
        "low", share.low(),
        "high", share.high());
  }

  private static Data option(Accounts.OfOption option) {
    return Data.of(
        "option", option.option(),
        "kind", option.kind(),
        "gestures", option.gestures(),
        "amount", Money.text(option.amount()),
        "late", option.late(),
        "failed", option.failed(),
        "good", share(option.good()));
  }

  private static Data giver(Accounts.OfGiver giver) {
    return Data.of(
        "name", giver.name(),
        "auto", giver.name().isEmpty(),
        "gestures", giver.gestures(),
        "amount", Money.text(giver.amount()),
        "over", giver.over(),
        "undone", giver.undone(),
        "good", share(giver.good()));
  }

  private static Data question(Accounts.Question question) {
    return Data.of(
        "about", Shapes.word(question.about()),
        "giver", question.giver(),
        "text", question.text(),
        "gestures", question.gestures());
  }

  private static Data alike(Accounts.Alike alike) {
    return Data.of(
        "words", alike.words(),
        "times", alike.times(),
        "people", alike.people(),
        "least", Money.text(alike.least()),
        "most", Money.text(alike.most()),
        "gestures", alike.gestures());
  }
}
