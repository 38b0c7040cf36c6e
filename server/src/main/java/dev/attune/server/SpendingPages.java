package dev.attune.server;

import dev.attune.care.Share;
import dev.attune.engine.Accounts;
import dev.attune.engine.Choice;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.pages.Beam;
import dev.attune.pages.Frame;
import dev.attune.pages.Odds;
import dev.attune.pages.PeoplePages;
import dev.attune.pages.Place;
import dev.attune.pages.SpendingPage;
import dev.attune.pages.SpendingPage.AlikeRow;
import dev.attune.pages.SpendingPage.Auto;
import dev.attune.pages.SpendingPage.Evidence;
import dev.attune.pages.SpendingPage.GiverRow;
import dev.attune.pages.SpendingPage.KindRow;
import dev.attune.pages.SpendingPage.OptionRow;
import dev.attune.pages.SpendingPage.QuestionRow;
import dev.attune.pages.Words;
import dev.attune.people.Account;
import dev.attune.playbook.Option;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was given, by whom, in which moments and with what result; and what looks unusual. */
final class SpendingPages {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final List<Integer> PERIODS = List.of(7, 30, 90, 365);
  private static final int USUAL = 30;

  private static final String[] TITLES = {
    "option",
    "option title",
    "moment",
    "moment title",
    "since",
    "gestures",
    "amount",
    "currency",
    "late",
    "failed",
    "known",
    "good",
    "low",
    "high"
  };
  private static final int MOST_DAYS = 730;

  private final Engine engine;
  private final Framing framing;
  private final Roster roster;
  private final Trusts trusts;
  private final Lore.Keeper lore;
  private final Faces faces;

  SpendingPages(Engine engine, Framing framing, Roster roster, Trusts trusts) {
    this.engine = engine;
    this.framing = framing;
    this.roster = roster;
    this.trusts = trusts;
    lore = new Lore.Keeper(engine);
    faces = new Faces(engine);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Place.SPENDING.href(), READ, this::page).forPeople(),
        Route.get("/spending.csv", READ, this::csv),
        Route.post("/spending/auto", Access.bearer(Scope.ADMIN), this::turn));
  }

  /** It holds at once: what is next is not given any more. */
  private Answer turn(Request request) {
    String on = Form.of(request).demand("on");
    if (!on.equals("true") && !on.equals("false")) {
      throw Refusal.caller(422, "bad-value", "'on' is '%s', expected true or false".formatted(on));
    }
    engine.grace().auto(on.equals("true"));
    return Framing.to(Place.SPENDING.href());
  }

  private Accounts accounts(Request request, Words words) {
    int days = request.number("days", USUAL, MOST_DAYS);
    return engine.grace().accounts(words.now().minus(Duration.ofDays(days)));
  }

  private Answer page(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Accounts accounts = accounts(request, words);
    BigDecimal given =
        accounts.options().stream()
            .map(Accounts.OfOption::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    SpendingPage page =
        new SpendingPage(
            request.number("days", USUAL, MOST_DAYS),
            PERIODS,
            accounts.complete(),
            trusts.money(given, words),
            accounts.options().stream().mapToInt(Accounts.OfOption::gestures).sum(),
            auto(request, words),
            accounts.kinds().stream()
                .filter(SpendingPages::isTold)
                .map(each -> kind(each, words))
                .toList(),
            options(accounts, words),
            givers(accounts, request, words),
            accounts.questions().stream().map(each -> question(each, words)).toList(),
            accounts.others().stream().map(each -> alike(each, words)).toList());
    return Framing.answer(
        request,
        PeoplePages.spending(frame.at(Place.SPENDING, frame.say(Place.SPENDING.key())), page));
  }

  private Auto auto(Request request, Words words) {
    var budget = trusts.care().trust().auto();
    return new Auto(
        engine.grace().isAuto(),
        budget.isPresent(),
        isSteward(request),
        trusts.line(budget, words));
  }

  private static boolean isSteward(Request request) {
    return request.person().map(person -> person.role() == Role.STEWARD).orElse(true);
  }

  private static Odds odds(Share share) {
    return new Odds(share.of(), share.count(), share.low(), share.high());
  }

  /** Whether there is anything to say of a kind: else it would only be in the way. */
  private static boolean isTold(Accounts.OfKind kind) {
    return kind.with().closed().of() > 0
        || kind.without().good().of() > 0
        || kind.solvedAtFirst().of() > 0;
  }

  private KindRow kind(Accounts.OfKind kind, Words words) {
    int solved = kind.solvedAtFirst().of();
    String touches =
        solved == 0
            ? ""
            : words.say("spending.touches", words.decimal((double) kind.touches() / solved));
    return new KindRow(
        lore.now().title(kind.kind()),
        odds(kind.with().good()),
        odds(kind.without().good()),
        odds(kind.solvedAtFirst()),
        touches);
  }

  private String title(String option, Words words) {
    if (option.equals(Choice.What.SOMETHING_ELSE)) {
      return words.say("spending.else");
    }
    return trusts.care().options().stream()
        .filter(each -> each.name().equals(option))
        .map(Option::title)
        .findFirst()
        .orElseGet(() -> Labels.plain(option));
  }

  private List<OptionRow> options(Accounts accounts, Words words) {
    double most =
        accounts.options().stream()
            .mapToDouble(each -> each.amount().doubleValue())
            .max()
            .orElse(0);
    return accounts.options().stream()
        .sorted(
            Comparator.comparing(Accounts.OfOption::amount)
                .thenComparingInt(Accounts.OfOption::gestures)
                .reversed())
        .map(each ->
            new OptionRow(
                title(each.option(), words),
                each.kind().isEmpty()
                    ? words.say("spending.no-kind")
                    : lore.now().title(each.kind()),
                each.gestures(),
                trusts.money(each.amount(), words),
                new Beam(each.amount().doubleValue(), most),
                trouble("spending.late", each.late(), "spending.failed", each.failed(), words),
                odds(each.good())))
        .toList();
  }

  private static String trouble(String one, int ones, String two, int twos, Words words) {
    List<String> parts = new ArrayList<>();
    if (ones > 0) {
      parts.add(words.say(one, ones));
    }
    if (twos > 0) {
      parts.add(words.say(two, twos));
    }
    return String.join(", ", parts);
  }

  private List<GiverRow> givers(Accounts accounts, Request request, Words words) {
    double most =
        accounts.givers().stream().mapToDouble(each -> each.amount().doubleValue()).max().orElse(0);
    boolean mayLook = isSteward(request);
    return accounts.givers().stream()
        .map(each -> {
          Optional<Account> known = roster.accounts().people().find(each.name());
          return new GiverRow(
              called(each.name(), words),
              known.filter(some -> mayLook).map(some -> "/people/" + each.name()),
              each.gestures(),
              trusts.money(each.amount(), words),
              new Beam(each.amount().doubleValue(), most),
              trouble("spending.over", each.over(), "spending.undone", each.undone(), words),
              odds(each.good()));
        })
        .toList();
  }

  private String called(String name, Words words) {
    if (name.isEmpty()) {
      return words.say("playbook.role.auto");
    }
    return roster
        .accounts()
        .people()
        .find(name)
        .map(each -> Labels.cut(each.person().title()))
        .orElseGet(() -> Labels.cut(name));
  }

  private QuestionRow question(Accounts.Question question, Words words) {
    List<Evidence> evidence = new ArrayList<>();
    for (String id : question.gestures()) {
      engine.grace().gesture(id).ifPresent(each -> evidence.add(evidence(each, words)));
    }
    return new QuestionRow(
        words.say("spending.about." + Shapes.word(question.about())),
        asked(question, evidence, words),
        evidence);
  }

  private String asked(Accounts.Question question, List<Evidence> evidence, Words words) {
    String customer = evidence.isEmpty() ? question.customer() : evidence.getFirst().who().name();
    return words.say(
        "spending.question." + Shapes.word(question.about()),
        called(question.giver(), words),
        question.counted().times(),
        question.counted().of(),
        question.counted().usual(),
        Labels.clean(customer));
  }

  private Evidence evidence(GestureView gesture, Words words) {
    return new Evidence(
        faces.of(gesture.customer(), words),
        Labels.cut(gesture.title()),
        trusts.money(gesture.cost(), words),
        gesture.choice().at());
  }

  private AlikeRow alike(Accounts.Alike alike, Words words) {
    return new AlikeRow(
        Labels.cut(alike.words()),
        alike.times(),
        alike.people(),
        trusts.money(alike.least(), words),
        trusts.money(alike.most(), words));
  }

  private Answer csv(Request request) {
    Words words = framing.of(request).words();
    CsvText csv = new CsvText(TITLES);
    Accounts accounts = accounts(request, words);
    int days = request.number("days", USUAL, MOST_DAYS);
    String since = words.now().minus(Duration.ofDays(days)).toString();
    String currency = trusts.care().trust().currency().map(Currency::getCurrencyCode).orElse("");
    for (Accounts.OfOption each : accounts.options()) {
      csv.row(
          each.option(),
          title(each.option(), words),
          each.kind(),
          lore.now().title(each.kind()),
          since,
          Integer.toString(each.gestures()),
          Money.text(each.amount()),
          currency,
          Integer.toString(each.late()),
          Integer.toString(each.failed()),
          Integer.toString(each.good().of()),
          Integer.toString(each.good().count()),
          each.good().of() == 0 ? "" : share(each.good().low()),
          each.good().of() == 0 ? "" : share(each.good().high()));
    }
    return csv.answer(accounts.complete() ? "spending" : "spending-newest-only");
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
