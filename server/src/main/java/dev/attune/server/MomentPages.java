package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.pages.Frame;
import dev.attune.pages.MomentCard;
import dev.attune.pages.MomentPage;
import dev.attune.pages.MomentPage.Offered;
import dev.attune.pages.MomentsPage;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.playbook.Cost;
import dev.attune.playbook.Option;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** When somebody is vulnerable, or open to delight: all of them, and each. */
final class MomentPages {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Access SEE = Access.bearer(Scope.READ).andFrontLine();
  private static final int SHOWN = 40;

  private final Engine engine;
  private final Framing framing;
  private final Lore.Keeper lore;
  private final MomentCards cards;

  MomentPages(Engine engine, Framing framing, Lore.Keeper lore, MomentCards cards) {
    this.engine = engine;
    this.framing = framing;
    this.lore = lore;
    this.cards = cards;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Place.MOMENTS.href(), SEE, this::list),
        Route.get("/moments.csv", READ, this::csv).forPeople(),
        Route.get("/moments/{id}", SEE, this::one));
  }

  private Answer list(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    long position = engine.outlet().kept().last();
    MomentFilter filter = new MomentFilter(request, lore.now());
    Sight sight = Sight.of(request, engine);
    Page<MomentView> found = filter.find(sight, words.now(), SHOWN);
    MomentsPage page =
        new MomentsPage(
            filter.filters(words),
            found.items().stream().map(each -> cards.brief(each, words)).toList(),
            found.next().map(next -> filter.address(Place.MOMENTS.href(), Optional.of(next))),
            filter.address("/moments.csv", Optional.empty()),
            sight.isBounded() ? found.items().size() : open(engine),
            position);
    return Framing.answer(
        request, Pages.moments(frame.at(Place.MOMENTS, frame.say(Place.MOMENTS.key())), page));
  }

  /** How many moments are open in all. */
  static long open(Engine engine) {
    return engine.openMoments().values().stream().mapToLong(Long::longValue).sum();
  }

  private Answer csv(Request request) {
    Words words = framing.of(request).words();
    MomentFilter filter = new MomentFilter(request, lore.now());
    return CsvText.streamed(
        "moments",
        List.of(
            "id", "customer", "kind", "title", "about", "state", "opened", "expires", "taken by"),
        filter.all(Sight.of(request, engine), words.now()).map(this::row));
  }

  private List<String> row(MomentView each) {
    return List.of(
        each.id(),
        each.customer().toString(),
        each.rule(),
        lore.now().title(each.rule()),
        Optional.ofNullable(each.key()).orElse(""),
        Shapes.word(each.state()),
        each.openedAt().toString(),
        each.expires().toString(),
        Optional.ofNullable(each.takenBy()).orElse(""));
  }

  private Answer one(Request request) {
    MomentView moment = known(engine, request);
    Frame frame = framing.of(request);
    MomentCard card = cards.alone(moment, frame.words());
    MomentPage page =
        new MomentPage(
            card,
            lore.now().playbook().care().optionsOf(moment.rule()).stream()
                .map(option -> new Offered(option.title(), cost(option, frame.words())))
                .toList(),
            lore.now().playbook().care().teams().stream().map(Team::name).toList());
    return Framing.answer(request, Pages.moment(frame.at(Place.MOMENTS, card.title()), page));
  }

  /**
   * The moment whose id stands in a page's address.
   *
   * @throws Refusal if there is none
   */
  static MomentView known(Engine engine, Request request) {
    String id = request.name("id");
    return engine
        .moment(id)
        .filter(Sight.of(request, engine)::sees)
        .orElseThrow(
            () -> Refusal.absent("no-such-moment", "there is no moment '%s'".formatted(id)));
  }

  private String cost(Option option, Words words) {
    return switch (option.cost()) {
      case Cost.Fixed(BigDecimal amount) ->
          amount.signum() == 0
              ? words.say("moment.free")
              : lore.now()
                  .playbook()
                  .care()
                  .trust()
                  .currency()
                  .map(currency -> words.money(amount, currency))
                  .orElseGet(amount::toPlainString);
      case Cost.Worked worked -> words.say("moment.worked-out");
    };
  }
}
