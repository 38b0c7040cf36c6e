package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Step;
import dev.attune.testkit.Arrivals.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every host owes: however signals arrive, whatever happens to the process on the way, what
 * stands in the end is what a naive recount of all signals says (INV-003, INV-004, INV-008).
 *
 * <p>A host's test extends this and opens hosts.
 */
public abstract class HostContract {
  private static final Instant END = Histories.START.plus(Histories.GRID.multipliedBy(120));

  /** An empty host whose clock stands at {@code start}. */
  protected abstract Host open(Instant start);

  /** Playbooks to try, as text. */
  @Provide
  Arbitrary<String> playbooks() {
    return Arbitraries.of(ContractPlaybooks.ALL);
  }

  /** What happens to a host. */
  @Provide
  Arbitrary<List<Event>> arrivals() {
    return Arrivals.ofEvents(24, "shop");
  }

  /** What happens to a host later on. */
  @Provide
  Arbitrary<List<Event>> laterArrivals() {
    return Arrivals.ofEvents(24, "app");
  }

  /** Whatever the order of arrival, what stands is what the recount says. */
  @Property(tries = 40)
  void standsWhateverTheArrival(
      @ForAll("playbooks") String playbook, @ForAll("arrivals") List<Event> events) {
    try (Host host = open(Histories.START)) {
      host.adopt(playbook);
      List<Signal> accepted = play(host, events, Histories.START);
      host.reach(END);

      assertStands(host.settled(), recount(host, playbook, accepted));
    }
  }

  /** What was decided before a line is not rewritten by what comes after it. */
  @Property(tries = 25)
  void staysAsItWasBeforeALine(
      @ForAll("playbooks") String before,
      @ForAll("playbooks") String after,
      @ForAll("arrivals") List<Event> first,
      @ForAll("laterArrivals") List<Event> second) {
    try (Host host = open(Histories.START)) {
      host.adopt(before);
      Instant line = Histories.START.plus(Histories.GRID.multipliedBy(70));
      play(host, first, Histories.START);
      host.reach(line);
      List<Effect> then = host.settled().stream().filter(e -> e.at().isBefore(line)).toList();
      host.adopt(after);
      play(host, second, line);
      host.reach(END);

      assertThat(host.settled().stream().filter(e -> e.at().isBefore(line)))
          .extracting(Effect::id)
          .containsExactlyInAnyOrderElementsOf(then.stream().map(Effect::id).toList());
    }
  }

  private static List<Signal> play(Host host, List<Event> events, Instant start) {
    Map<SignalId, Signal> accepted = new LinkedHashMap<>();
    Instant now = start;
    for (Event event : events) {
      switch (event) {
        case Event.Arrives(Signal signal) -> {
          if (signal.occurredAt().isAfter(now)) {
            now = signal.occurredAt();
            host.reach(now);
          }
          host.accept(List.of(signal));
          accepted.putIfAbsent(signal.id(), signal);
        }
        case Event.Passes(Duration time) -> {
          now = now.plus(time);
          host.reach(now);
        }
        case Event.Restarts restarts -> host.restart();
      }
    }
    return List.copyOf(accepted.values());
  }

  private static List<Recount.Standing> recount(Host host, String playbook, List<Signal> accepted) {
    Recount recount = new Recount(read(playbook), 1, Step.ALWAYS);
    List<Recount.Standing> standing = new ArrayList<>();
    for (List<Signal> customer : host.customers(accepted)) {
      standing.addAll(recount.of(customer, END).said());
    }
    return standing;
  }

  private static void assertStands(List<Effect> settled, List<Recount.Standing> expected) {
    assertThat(settled).extracting(Effect::id).doesNotHaveDuplicates();
    assertThat(settled.stream().map(e -> new Recount.Standing(e.cause(), e.change())))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }
}
