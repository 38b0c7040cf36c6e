package dev.attune.step;

import dev.attune.customer.Effect;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From one version of a playbook to the next: what customers are under the next, made of what is
 * remembered of them under the one before. What both define alike is taken over; facts that are new
 * hear the past, all else that is new begins with its own history and makes it impossible. The
 * result is that of a re-fold of everything (INV-004).
 *
 * <p>Immutable; may be used by many threads.
 */
public final class Succession {
  private static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::openedAt).thenComparing(Moment::id);

  /** As long as a step remembers every closed moment, however short its rule rests. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Step was;
  private final Step is;
  private final Inheritance inheritance;

  /** From {@code was} to {@code is}, which was adopted next. */
  public Succession(Step was, Step is) {
    this.was = was;
    this.is = is;
    inheritance = new Inheritance(was.plan, is.plan);
  }

  /** Whether it ends at a version. */
  public boolean leadsTo(Step step) {
    return is == step;
  }

  /** Whether customers can be taken over; else they are folded anew from their first signal. */
  public boolean isPossible() {
    return inheritance.isPossible() && was.from().isBefore(is.from());
  }

  /** Whether nothing of the past must be heard for it. */
  public boolean isWhole() {
    return isPossible() && inheritance.missing().isEmpty();
  }

  /** The events whose signals what is new counts. */
  public Set<String> events() {
    Set<String> events = new HashSet<>();
    inheritance.missing().forEach(stream -> events.add(stream.family.event()));
    return events;
  }

  /** The top-level properties that what is new reads. */
  public Set<String> properties() {
    Set<String> names = new TreeSet<>();
    for (StreamPlan stream : inheritance.missing()) {
      names.addAll(Properties.of(stream.facts));
    }
    return names;
  }

  /**
   * Takes a customer over, as they stood just before {@code is} began to decide.
   *
   * @return nothing if they must be folded anew: they are set aside, or something of that instant
   *     or behind it was decided already
   */
  public Optional<Heir> open(Customer customer) {
    return open(CustomerFormat.read(customer, was.plan));
  }

  /** As {@link #open}, but only who has no moments, and to whom nothing happened by time alone. */
  public Optional<Heir> openQuietly(Customer customer) {
    State state = CustomerFormat.read(customer, was.plan);
    boolean isQuiet = state.moments.isEmpty() && state.nextDue() >= is.plan.from;
    return isQuiet ? open(state) : Optional.empty();
  }

  private Optional<Heir> open(State state) {
    long line = is.plan.from;
    if (!isPossible() || state.setAside || state.clock() >= line) {
      return Optional.empty();
    }
    Sitting old = new Sitting(was, state);
    old.reach(is.from().minusMillis(1));
    List<Effect> before = old.takeEffects();
    List<Moment> carried =
        state.moments.isEmpty()
            ? List.of()
            : state.moments.all().stream()
                .filter(moment -> isRemembered(moment, was, is))
                .sorted(ORDER)
                .toList();
    State next = inheritance.of(state);
    next.carried = carried;
    next.moments.set(carried);
    next.crossedLine = carried.isEmpty();
    return Optional.of(new Heir(is, next, before, inheritance));
  }

  /**
   * Whether a moment of {@code was} may still keep another from opening, or end well, when {@code
   * is} begins. A customer's state forgets it only when something happens to them, which must make
   * no difference (INV-004).
   */
  public static boolean isRemembered(Moment moment, Step was, Step is) {
    Moment.Closing closing = moment.closing();
    if (closing == null) {
      return true;
    }
    Duration rest =
        was.playbook().rule(moment.rule()).map(MomentRule::againAfter).orElse(Duration.ZERO);
    Duration remembered = rest.compareTo(REMEMBERED) > 0 ? rest : REMEMBERED;
    boolean mayEndWell =
        was.playbook()
            .rule(moment.rule())
            .map(rule -> was.plan.good(rule.index()).until(moment).isAfter(is.from()))
            .orElse(false);
    return mayEndWell || closing.at().plus(remembered).isAfter(is.from());
  }

  /** Since when each segment of {@code next} is what it is, if it is adopted at {@code line}. */
  public static Map<String, Instant> begun(Step was, Playbook next, Instant line) {
    Playbook before = was.playbook();
    boolean sameGround = Definition.ground(before).equals(Definition.ground(next));
    Map<String, String> known = new HashMap<>();
    for (int i = 0; i < before.segments().size(); i++) {
      known.put(before.segments().get(i).name(), was.plan.definitions.ofSegment(i));
    }
    Definitions definitions = new Definitions(next);
    Map<String, Instant> begun = new HashMap<>();
    for (int i = 0; i < next.segments().size(); i++) {
      String name = next.segments().get(i).name();
      boolean same = sameGround && definitions.ofSegment(i).equals(known.get(name));
      begun.put(name, same ? was.begun(name) : line);
    }
    return begun;
  }
}
