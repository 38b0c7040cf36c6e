package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.testkit.Recount.Outcome;
import dev.attune.testkit.Recount.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What every host owes: however signals arrive, whatever happens to the process on the way, what
 * stands at every instant is what a naive recount of all signals says (INV-003, INV-004, INV-008).
 *
 * <p>A host's test extends this and opens hosts. Each try is a {@link Town}: hundreds of histories
 * in one host, their arrivals interleaved, so that thousands are cheap.
 */
public abstract class HostContract {
  private static final int HOUSEHOLDS = 300;
  private static final int SIGNALS = 20;
  private static final List<Content.Handled.Act> ACTS = List.of(Content.Handled.Act.values());

  /** As often as each act, something is done, and twice as often as it is undone. */
  private static final int GIFTS = 3;

  /** Each household is asked at every so many-th of the town's instants, each at others. */
  private static final int ASKED_EVERY = 24;

  /** An empty host whose clock stands at {@code start}. */
  protected abstract Host open(Instant start);

  /** What happens to a host. */
  @Provide
  protected Arbitrary<Town> towns() {
    return Arrivals.ofTowns(HOUSEHOLDS, SIGNALS);
  }

  /** Whatever the order of arrival, what stands is what the recount says, at every edge. */
  @Property(tries = 4, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void standsAtEveryEdgeWhateverTheArrival(@ForAll("towns") Town town) {
    try (Host host = open(Histories.START)) {
      new Course(host, town).run();
    }
  }

  /** One town in one host, with the recount beside it. */
  private static final class Course {
    private final Host host;
    private final Town town;
    private final List<HouseholdRecount> recounts;
    private final Map<Instant, List<Signal>> arrivals;
    private final List<Signal> handled = new ArrayList<>();

    Course(Host host, Town town) {
      this.host = host;
      this.town = town;
      Playbook playbook = read(town.before());
      recounts =
          town.households().stream()
              .map(household -> new HouseholdRecount(household, playbook))
              .toList();
      arrivals = town.arrivals();
    }

    void run() {
      host.adopt(town.before(), Histories.START);
      int number = 0;
      for (Instant now : town.instants()) {
        pass(now);
        take(now);
        ask(now, number++);
      }
    }

    private void pass(Instant now) {
      if (town.restarts().contains(now)) {
        host.restart();
      }
      if (now.equals(town.line())) {
        adopt(town.after(), now);
      } else if (now.equals(town.back())) {
        adopt(town.before(), now);
      } else {
        host.reach(now);
      }
    }

    private void adopt(String text, Instant now) {
      host.adopt(text, now);
      Playbook playbook = read(text);
      recounts.forEach(recount -> recount.adopt(playbook, now, host));
    }

    private void take(Instant now) {
      List<Signal> arrived = new ArrayList<>(arrivals.getOrDefault(now, List.of()));
      if (arrived.isEmpty()) {
        return;
      }
      if (now.equals(town.imported())) {
        host.importPast(arrived);
      } else {
        host.accept(arrived);
      }
      host.settle();
      for (Signal signal : arrived) {
        String message = signal.id().messageId();
        int household = Integer.parseInt(message.substring(message.indexOf('-') + 1));
        recounts.get(household).accept(signal);
      }
    }

    private void ask(Instant now, int number) {
      boolean everybody = List.of(town.line(), town.back(), Town.END).contains(now);
      for (int i = 0; i < recounts.size(); i++) {
        if (everybody || (31 * i + number) % ASKED_EVERY == 0) {
          ask(recounts.get(i), now);
        }
      }
      if (!handled.isEmpty()) {
        host.accept(List.copyOf(handled));
        handled.clear();
        host.settle();
      }
    }

    private void ask(HouseholdRecount recount, Instant now) {
      Map<Id, Outcome> expected = recount.at(now, host);
      List<Standing> told = new ArrayList<>();
      for (Id id : recount.household().ids()) {
        List<Effect> settled = host.settled(id);
        assertThat(settled).extracting(Effect::id).doesNotHaveDuplicates();
        List<Standing> said = new ArrayList<>();
        for (Effect effect : settled) {
          boolean before = effect.at().isBefore(recount.line());
          (before ? told : said).add(new Standing(effect.cause(), effect.change()));
        }
        Outcome outcome = expected.get(id);
        assertThat(said)
            .as("of %s at %s in %s%nof %s", id, now, town, recount.household())
            .containsExactlyInAnyOrderElementsOf(outcome == null ? List.of() : outcome.said());
        if (outcome != null) {
          assertThat(host.stands(id))
              .as("%s at %s in %s%nof %s", id, now, town, recount.household())
              .contains(Stands.of(outcome));
          handle(recount, id, Stands.of(outcome), now);
        }
      }
      assertThat(told)
          .as("before the line at %s in %s%nof %s", now, town, recount.household())
          .containsExactlyInAnyOrderElementsOf(recount.told());
    }

    /** Now and then a person does something with an open moment. */
    private void handle(HouseholdRecount recount, Id customer, Stands stands, Instant now) {
      int chance = Math.floorMod(31 * now.hashCode() + customer.hashCode(), 12);
      if (stands.open().isEmpty() || chance >= ACTS.size() + GIFTS) {
        return;
      }
      String moment = stands.open().getFirst().id();
      Content act =
          chance < ACTS.size()
              ? new Content.Handled(moment, ACTS.get(chance), "kim", null)
              : gift(moment, chance == ACTS.size());
      Signal signal =
          new Signal(
              new SignalId("desk", "h" + now.toEpochMilli() + customer),
              Origin.STAFF,
              customer.isUser() ? customer.value() : null,
              customer.isUser() ? null : customer.value(),
              now,
              Data.EMPTY,
              act);
      handled.add(signal);
      recount.accept(signal);
    }
  }

  /** Something is done in a moment, or the same was a slip. */
  private static Content gift(String moment, boolean undone) {
    Data properties =
        Data.of("gesture", "gift", "state", undone ? "undone" : "promised", "chosen", !undone);
    return new Content.Gesture("cake", moment, "kim", properties);
  }

  static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }
}
