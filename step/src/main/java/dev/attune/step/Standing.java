package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.step.Summary.Kept;
import dev.attune.step.Summary.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a customer is a matter of all their ids, and not of each id's signals: how often they
 * attained and missed goals and what is open of them, and whether they are set aside, at the cut;
 * since when they are in segments, some time after it. Made by {@link Sitting#standing}.
 */
public final class Standing {
  private final Plan plan;
  private final Map<String, Lifetime> ends = new TreeMap<>();
  private final Map<String, List<Open>> open = new TreeMap<>();
  private final Map<String, Long> segments = new TreeMap<>();
  private final int setAside;
  private long seenAt = Long.MIN_VALUE;

  Standing(State state) {
    plan = state.plan;
    setAside = state.setAside ? state.limit : 0;
    for (StreamPlan stream : plan.streams) {
      for (Gauge.Total total : stream.totals) {
        if (total instanceof Tally tally && stream.isOfGoal()) {
          ends.put(Definition.of(tally.fact(), plan.playbook), tally.ofGoal(state.memory));
        }
      }
    }
    for (WaitPlan wait : plan.waits) {
      if (wait instanceof WaitPlan.Pursuit pursuit) {
        open.put(Definition.of(pursuit.goal()), open(state, pursuit));
      }
    }
  }

  private static List<Open> open(State state, WaitPlan.Pursuit pursuit) {
    SignalLog log = state.waits(pursuit.index());
    List<Open> open = new ArrayList<>();
    for (int i = log.first(); i < log.end(); i++) {
      Signal.Address start = log.address(i, state.senders);
      @Nullable String key = pursuit.per() == null ? null : (String) log.value(0, i);
      // Those of one instant and sender keep their order.
      Mark mark = new Mark(log.time(i), i - log.first() & 0xFF, "", start.sender());
      open.add(new Open(mark, key));
    }
    return open;
  }

  /** Notes in which segments they are at {@code at}, and since when. */
  public void see(Sitting later, Instant at) {
    Map<String, Instant> since = later.segments();
    for (int i = 0; i < plan.playbook.segments().size(); i++) {
      Instant begun = since.get(plan.playbook.segments().get(i).name());
      if (begun != null) {
        segments.put(plan.definitions.ofSegment(i), begun.toEpochMilli());
      }
    }
    seenAt = at.toEpochMilli();
  }

  /**
   * Puts it into the summaries of a customer's ids, with each what is its id's, the rest with the
   * first.
   *
   * @param before what they began with, or null
   */
  public void putInto(List<Summary> parts, @Nullable Summary before) {
    for (Summary part : parts) {
      part.setAside = setAside;
      part.segments.putAll(segments);
      part.seenAt = seenAt;
      ends.keySet()
          .forEach(fact -> part.facts.put(fact, new Kept(from(fact, before), new TreeMap<>())));
    }
    ends.forEach((fact, lifetime) -> {
      if (lifetime.last != null) {
        Kept kept = part(parts, lifetime.last).facts.get(fact);
        if (kept != null) {
          kept.byKey().put("", lifetime);
        }
      }
    });
    open.forEach((goal, instances) ->
        instances.forEach(each ->
            part(parts, each.started())
                .open
                .computeIfAbsent(goal, name -> new ArrayList<>())
                .add(each)));
  }

  private static long from(String fact, @Nullable Summary before) {
    if (before == null) {
      return Long.MIN_VALUE;
    }
    Kept kept = before.facts.get(fact);
    return kept == null ? before.cut : kept.from();
  }

  private static Summary part(List<Summary> parts, Mark mark) {
    for (Summary part : parts) {
      if (part.last.sender().equals(mark.sender())) {
        return part;
      }
    }
    return parts.getFirst();
  }
}
