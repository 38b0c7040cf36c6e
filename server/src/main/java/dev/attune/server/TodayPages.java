package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.engine.Engine;
import dev.attune.engine.GoalDay;
import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.pages.Days;
import dev.attune.pages.Frame;
import dev.attune.pages.MomentCard;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.TodayPage;
import dev.attune.pages.TodayPage.GoalDays;
import dev.attune.pages.TodayPage.Lately;
import dev.attune.pages.TodayPage.Reached;
import dev.attune.pages.Words;
import dev.attune.playbook.Goal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The page of today: who needs somebody now, and how customers fared. */
final class TodayPages {
  private static final int SHOWN = 8;
  private static final int DAYS = 14;
  private static final int COUNTED = 500;

  private final Engine engine;
  private final Framing framing;
  private final Lore.Keeper lore;
  private final MomentCards cards;
  private final Blindness blindness;

  TodayPages(
      Engine engine, Framing framing, Lore.Keeper lore, MomentCards cards, Blindness blindness) {
    this.engine = engine;
    this.framing = framing;
    this.lore = lore;
    this.cards = cards;
    this.blindness = blindness;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Place.TODAY.href(), Access.bearer(Scope.READ).andFrontLine(), this::today));
  }

  private Answer today(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Sight sight = Sight.of(request, engine);
    // Before anything is read, so that nothing is missed between.
    long position = engine.outlet().kept().last();
    List<Map<LocalDate, GoalDay>> goals =
        lore.now().playbook().goals().stream().map(goal -> engine.goalDays(goal.name())).toList();
    List<MomentCard> needs = needs(sight, words);
    TodayPage page =
        new TodayPage(
            reached(goals, words),
            goals(goals, words),
            needs,
            sight.isBounded() ? open(sight) : MomentPages.open(engine),
            lately(sight, words),
            blindness.seen(words),
            engine.progress().customers() == 0,
            position);
    return Framing.answer(
        request, Pages.today(frame.at(Place.TODAY, frame.say(Place.TODAY.key())), page));
  }

  /** How many moments they see who do not see all; no more are counted than fit a page. */
  private static long open(Sight sight) {
    return sight.moments(MomentQuery.open(COUNTED)).items().size();
  }

  private static LocalDate today(Words words) {
    return words.now().atZone(words.zone()).toLocalDate();
  }

  private static Optional<Reached> reached(List<Map<LocalDate, GoalDay>> goals, Words words) {
    LocalDate yesterday = today(words).minusDays(1);
    long attained = 0;
    long missed = 0;
    for (Map<LocalDate, GoalDay> days : goals) {
      GoalDay day = days.getOrDefault(yesterday, new GoalDay(0, 0));
      attained += day.attained();
      missed += day.missed();
    }
    return attained + missed == 0
        ? Optional.empty()
        : Optional.of(new Reached(attained, attained + missed));
  }

  private List<GoalDays> goals(List<Map<LocalDate, GoalDay>> all, Words words) {
    List<Goal> goals = lore.now().playbook().goals();
    LocalDate first = today(words).minusDays(DAYS);
    List<GoalDays> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(goals.size(), all.size()); i++) {
      Map<LocalDate, GoalDay> days = all.get(i);
      List<Days.Day> bars =
          IntStream.range(0, DAYS)
              .mapToObj(first::plusDays)
              .map(date -> {
                GoalDay day = days.getOrDefault(date, new GoalDay(0, 0));
                return new Days.Day(date, day.attained(), day.missed());
              })
              .toList();
      long attained = bars.stream().mapToLong(Days.Day::attained).sum();
      long missed = bars.stream().mapToLong(Days.Day::missed).sum();
      shown.add(
          new GoalDays(
              lore.now().goal(goals.get(i).name()),
              new Reached(attained, attained + missed),
              new Days(bars)));
    }
    return shown;
  }

  private List<MomentCard> needs(Sight sight, Words words) {
    return new Pressing(engine, lore.now())
        .customersSeenBy(sight, SHOWN).stream().map(moment -> cards.whole(moment, words)).toList();
  }

  private Lately lately(Sight sight, Words words) {
    Instant since = words.now().minus(Duration.ofDays(1));
    MomentQuery day =
        new MomentQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(since),
            Optional.empty(),
            Optional.empty(),
            COUNTED);
    Page<MomentView> page = sight.moments(day);
    return new Lately(
        page.items().size(),
        page.items().stream().filter(each -> each.state() == MomentView.State.CLOSED).count(),
        page.items().stream().filter(each -> each.state() == MomentView.State.WITHDRAWN).count(),
        promised(sight, since),
        page.next().isPresent());
  }

  private long promised(Sight sight, Instant since) {
    return engine.grace().gestures(Optional.empty(), COUNTED).items().stream()
        .filter(gesture -> gesture.choice().at().isAfter(since) && gesture.counts())
        .filter(gesture -> !sight.isBounded() || sees(sight, gesture.customer()))
        .count();
  }

  private boolean sees(Sight sight, Id customer) {
    return engine.traits(customer).map(sight::sees).orElse(false);
  }
}
