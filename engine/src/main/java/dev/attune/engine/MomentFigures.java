package dev.attune.engine;

import dev.attune.customer.Change.Ending;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.engine.Rehearsed.MomentChange;
import dev.attune.engine.Rehearsed.OfMoment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is counted of one kind of moment while customers go by. One thread. */
final class MomentFigures {
  private final DayCounts days;
  private final Picks picks;
  private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
  private long count;
  private long customers;
  private long renewed;
  private long most;
  private @Nullable Id busiest;
  private long ofThis;
  private long before;
  private long same;

  MomentFigures(DayCounts days, Picks picks) {
    this.days = days;
    this.picks = picks;
  }

  void opened(Id customer, Effect effect) {
    count++;
    ofThis++;
    days.add(effect.at(), 1);
    picks.offer(customer, effect);
  }

  void renewed() {
    renewed++;
  }

  void closed(Ending ending) {
    endings.merge(ending, 1L, Long::sum);
  }

  /** One that the version that holds opens; whether the other opens the very same. */
  void compared(boolean isSame) {
    before++;
    same += isSame ? 1 : 0;
  }

  /** The customer has gone by. */
  void ended(Id customer) {
    if (ofThis > 0) {
      customers++;
      busy(customer, ofThis);
      ofThis = 0;
    }
  }

  private void busy(Id customer, long theirs) {
    if (busiest == null || theirs > most || (theirs == most && customer.compareTo(busiest) < 0)) {
      busiest = customer;
      most = theirs;
    }
  }

  void add(MomentFigures other) {
    days.add(other.days);
    picks.add(other.picks);
    other.endings.forEach((ending, number) -> endings.merge(ending, number, Long::sum));
    count += other.count;
    customers += other.customers;
    renewed += other.renewed;
    before += other.before;
    same += other.same;
    if (other.busiest != null) {
      busy(other.busiest, other.most);
    }
  }

  long count() {
    return count;
  }

  OfMoment figures(String kind) {
    return new OfMoment(
        kind,
        count,
        customers,
        most,
        Optional.ofNullable(busiest),
        renewed,
        endings,
        days.each(),
        picks.chosen());
  }

  MomentChange change(String kind) {
    return new MomentChange(kind, before, count, same);
  }
}
