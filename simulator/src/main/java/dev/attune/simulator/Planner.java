package dev.attune.simulator;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.simulator.Act.Device;
import dev.attune.simulator.Act.Name;
import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Truth.Evidence;
import java.time.Instant;

/** Plans a customer: their life first, then what it brings about in Meridian's systems. */
final class Planner {
  private static final long PLANS = 0x971A75;

  /** How many days before and after the decline are set against each other. */
  private static final int DECLINED = 45;

  private final Span span;

  Planner(Span span) {
    this.span = span;
  }

  Plan plan(int index) {
    Person person = Person.of(span.seed(), index, span.first(), span.last());
    Draft draft = new Draft(span, person, Chance.of(span.seed() ^ PLANS, index, 0));
    person.life().draft(draft);
    if (person.existing()) {
      known(draft);
    } else {
      Newcomers.draft(draft);
    }
    join(draft);
    Passes.draft(draft);
    Shop.draft(draft);
    Shop.guest(draft);
    Troubles.draft(draft);
    Voices.draft(draft);
    return draft.done();
  }

  /** They were with us before: the backend states on the first night what it knows. */
  private void known(Draft draft) {
    Passes.before(draft);
    Data.Builder traits = draft.profile.traits(draft.person.city(), draft.plan);
    long joined = draft.person.joined() * Almanac.DAY;
    traits.put("createdAt", Instant.ofEpochMilli(joined).toString());
    String warranty = Shop.before(draft);
    if (!warranty.isEmpty()) {
      traits.put("warrantyEnds", warranty);
    }
    long at = span.from().toEpochMilli() + draft.chance.below(3_600_000);
    draft.acts.identify(at, Sender.BACKEND, traits.build());
  }

  /** Some belong to a riding community; parents of one of them will ride less in the end. */
  private void join(Draft draft) {
    Life life = draft.person.life();
    City city = draft.person.city();
    boolean parent = life.is(Mark.CHILDREN);
    boolean here = city == City.HAMBURG;
    boolean joins = draft.chance.happens(parent && here ? 0.85 : here ? 0.3 : 0.2);
    String community =
        parent && here ? city.communities().getFirst() : draft.chance.pick(city.communities());
    if (!joins || life.is(Mark.PASSING) || life.is(Mark.BUYING)) {
      return;
    }
    draft.community = community;
    long at = draft.at(draft.start + 1 + draft.chance.below(12), 9, 21);
    String group =
        "community-" + (City.ALL.indexOf(city) * 10 + city.communities().indexOf(community));
    Content joined = new Content.Group(group, Data.of("name", community, "city", city.title()));
    draft.acts.add(at, Sender.BACKEND, Device.NONE, Name.CUSTOMER, joined);
    int day = Almanac.day(span.shift().from());
    if (parent && community.equals(span.shift().community())) {
      decline(draft, day);
    }
  }

  private void decline(Draft draft, int day) {
    Phase usual = draft.phase(day);
    boolean riding = usual.manner().child() > 0 && usual.from() < day && day < draft.leaves;
    if (!riding) {
      return;
    }
    draft.begin(usual.from(day).times(0.6));
    draft.begin(usual.from(day + 21).times(span.shift().factor()));
    Instant until = Instant.ofEpochMilli(draft.at(day, 0, 1));
    Instant from = Instant.ofEpochMilli(draft.at(day + 21, 0, 1));
    Evidence fewer = new Evidence.Fewer("Ride Completed", until, from, DECLINED);
    draft.planted(Plant.PARENTS_DECLINE, until.toEpochMilli(), span.shift().community(), fewer);
  }

  /** The backend states where they live now. */
  static void restate(Draft draft, long at, City city) {
    Data traits = Data.of("city", city.title(), "timezone", city.zone().getId());
    draft.acts.identify(at, Sender.BACKEND, traits);
  }
}
