package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.care.Limit;
import dev.attune.care.Offer;
import dev.attune.care.Situation;
import dev.attune.care.Spent;
import dev.attune.care.Toolkit;
import dev.attune.care.Trusting;
import dev.attune.care.Verdict;
import dev.attune.care.Worked;
import dev.attune.customer.Cause;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.Choice.What;
import dev.attune.playbook.AtMost;
import dev.attune.playbook.Care;
import dev.attune.playbook.Option;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.wire.StoredSignal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what fits a customer at an instant, and whether it is within somebody's trust. The fold
 * books by the same code as readers are shown offers. Belongs to one thread.
 */
final class Deciding {
  private final Source source;
  private final Step step;
  private final Links links;
  private final Present present;
  private final Timelines timelines;
  private final Spending spending;
  private final Known known;

  /** How options have worked. */
  @FunctionalInterface
  interface Known {
    /** In moments of a kind. */
    Worked of(String kind, String option);
  }

  /** What deciding takes of whoever reads. */
  record Ground(Source source, Step step, Links links, Present present, Timelines timelines) {}

  Deciding(Ground ground, Spending spending, Known known) {
    source = ground.source;
    step = ground.step;
    links = ground.links;
    present = ground.present;
    timelines = ground.timelines;
    this.spending = spending;
    this.known = known;
  }

  /**
   * A customer and a moment, with somebody who may act.
   *
   * @param kind of the moment, if there is one
   * @param knownAt until when the moment's good may come
   */
  record Place(
      Identity who,
      Optional<String> kind,
      Chooser by,
      Instant at,
      Situation situation,
      Optional<LocalDate> teamDay,
      Optional<Instant> knownAt) {}

  /** Looks at a customer, at an instant. */
  Place look(Id customer, Optional<String> moment, Chooser by, Instant at) {
    Identity who = links.customer(customer);
    Care care = step.playbook().care();
    Sitting sitting = present.of(who, at);
    if (sitting == null) {
      sitting = step.open(step.start());
    }
    Optional<MomentRow> row = moment.flatMap(this::row);
    Optional<String> kind = row.map(MomentRow::rule);
    Optional<LocalDate> teamDay = Spending.teamDay(by, care, at);
    // A moment that names no option is like one told in words: everything that fits is offered.
    Optional<String> offering = kind.filter(named -> !care.of(named).options().isEmpty());
    Situation situation =
        new Situation(
            offering,
            by.giver(care),
            sitting.scope(at, row.map(this::opening).orElse(null)),
            by.allowance(),
            spending.of(who, by, teamDay, at),
            sitting.objects());
    Optional<Instant> knownAt =
        row.map(opened -> opened.openedAt().plus(care.goodOf(opened.rule()).within()));
    return new Place(who, kind, by, at, situation, teamDay, knownAt);
  }

  /** When a moment opened; nothing if there is none. */
  Optional<Instant> openedAt(Optional<String> moment) {
    return moment.flatMap(this::row).map(MomentRow::openedAt);
  }

  private Optional<MomentRow> row(String moment) {
    byte[] value = source.get(Family.MOMENTS, MomentRow.key(moment));
    return value == null ? Optional.empty() : Optional.of(MomentRow.decode(moment, value));
  }

  /** The signal that opened a moment, or null: time alone did, or it is removed. */
  private @Nullable Signal opening(MomentRow row) {
    byte[] key = EffectRecord.key(row.customer(), row.openedAt(), row.id());
    byte[] record = source.get(Family.EFFECTS, key);
    if (record == null
        || !(EffectRecord.decode(record).effect().cause() instanceof Cause.BySignal by)) {
      return null;
    }
    return timelines.at(by.address()).stream()
        .filter(signal -> signal.id().equals(by.signal()))
        .findFirst()
        .map(StoredSignal::signal)
        .orElse(null);
  }

  /** What may be done, best first. */
  List<Offer> offers(Place place) {
    return toolkit().offers(place.situation, counted(place));
  }

  /** What may be spent on something else; nothing: there is no limit. */
  Optional<BigDecimal> left(Place place) {
    return place.situation.allowance().left(place.situation.spent());
  }

  /**
   * What somebody chose, decided.
   *
   * @param option of the playbook; nothing if it is none
   * @param cost nothing: it cannot be told
   */
  record Decided(Optional<Option> option, Optional<BigDecimal> cost, Verdict verdict) {}

  /** Decides about a choice. */
  Decided decide(Choice choice, Place place) {
    return switch (choice.what()) {
      case What.Else(String words, BigDecimal amount) -> {
        Situation in = place.situation;
        Optional<BigDecimal> cost = Optional.of(amount);
        Verdict verdict = Trusting.decide(cost, in.allowance(), in.spent(), Optional.empty(), 0);
        yield new Decided(Optional.empty(), cost, verdict.and(in.against()));
      }
      case What.Listed listed ->
          toolkit()
              .chosen(listed.option(), place.situation, counted(place))
              .map(offer -> new Decided(Optional.of(offer.option()), offer.cost(), offer.verdict()))
              .orElseGet(() ->
                  new Decided(
                      Optional.empty(),
                      Optional.empty(),
                      new Verdict.Beyond(List.of(new Verdict.Reason.NotOffered()))));
    };
  }

  /**
   * What was given while a phone was offline: it is done, so what is decided is only what it went
   * beyond.
   *
   * @param lent out of which, if that is still open
   * @param option as the playbook of then had it
   */
  Decided honour(Choice choice, Place place, Optional<LentView> lent, Optional<Option> option) {
    BigDecimal cost = costOffline(choice, place, option);
    Spent spent = place.situation.spent();
    Allowance allowance = place.situation.allowance();
    if (lent.isPresent()) {
      // What is lent counts as spent already.
      Map<Limit, BigDecimal> own = new EnumMap<>(Limit.class);
      for (Limit limit : List.of(Limit.PER_GESTURE, Limit.PER_CUSTOMER_PER_YEAR)) {
        allowance.of(limit).ifPresent(amount -> own.put(limit, amount));
      }
      allowance = new Allowance(own);
    }
    Optional<AtMost> atMost = option.flatMap(Option::atMost);
    int times =
        atMost
            .map(most -> spending.times(place.who, choice.what().option(), place.at, most.within()))
            .orElse(0);
    Verdict verdict = Trusting.decide(Optional.of(cost), allowance, spent, atMost, times);
    List<Verdict.Reason> over =
        lent.filter(each -> each.left().compareTo(cost) < 0)
            .<List<Verdict.Reason>>map(
                each -> List.of(new Verdict.Reason.OverLent(each.left(), cost)))
            .orElse(List.of());
    Verdict all = verdict.and(over).and(place.situation.against());
    return new Decided(option, Optional.of(cost), all);
  }

  private BigDecimal costOffline(Choice choice, Place place, Optional<Option> option) {
    return switch (choice.what()) {
      case What.Else other -> other.amount();
      case What.Listed listed ->
          listed
              .quoted()
              .or(() ->
                  option.flatMap(
                      each -> step.playbook().care().cost(each, place.situation.scope())))
              .orElse(BigDecimal.ZERO);
    };
  }

  private Toolkit toolkit() {
    return new Toolkit(step.playbook().care());
  }

  private Toolkit.Counted counted(Place place) {
    return new Toolkit.Counted() {
      @Override
      public int times(Option option) {
        Duration within = option.atMost().map(AtMost::within).orElse(Duration.ZERO);
        return spending.times(place.who, option.name(), place.at, within);
      }

      @Override
      public Worked worked(Option option) {
        return place.kind.map(kind -> known.of(kind, option.name())).orElse(Worked.UNKNOWN);
      }
    };
  }
}
