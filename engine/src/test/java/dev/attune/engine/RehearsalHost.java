package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.testkit.Host;
import dev.attune.testkit.Stands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rehearsal, as the contracts see a host: an engine without a playbook takes signals in, and
 * whenever somebody asks, everything recorded is played to the playbook that was to be adopted.
 */
final class RehearsalHost implements Host {
  /** So few that stretches of timelines begin and end everywhere. */
  private static final int BATCH = 7;

  private final EngineHost engine;
  private Instant now;
  private Step step;
  private final Map<Id, List<Effect>> effects = new HashMap<>();
  private final Map<Id, Stands> stands = new HashMap<>();
  private boolean isStale = true;

  RehearsalHost(Instant start, Step nothing) {
    engine = new EngineHost(start, 1_000);
    now = start;
    step = nothing;
  }

  @Override
  public void accept(List<Signal> signals) {
    engine.accept(signals);
    isStale = true;
  }

  @Override
  public void importPast(List<Signal> signals) {
    engine.importPast(signals);
    isStale = true;
  }

  @Override
  public void adopt(String text, Instant instant) {
    step = new Step(read(text), 1, Step.ALWAYS);
    reach(instant);
  }

  static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  @Override
  public void reach(Instant instant) {
    now = instant;
    engine.reach(instant);
    isStale = true;
  }

  @Override
  public void restart() {
    engine.restart();
    isStale = true;
  }

  @Override
  public void settle() {
    engine.settle();
    isStale = true;
  }

  @Override
  public List<Effect> settled(Id customer) {
    rehearse();
    return effects.getOrDefault(customer, List.of());
  }

  @Override
  public Optional<Stands> stands(Id any) {
    rehearse();
    return engine.canonical(any).map(stands::get);
  }

  @Override
  public List<Object> who(Id any) {
    return engine.who(any);
  }

  @Override
  public Map<Id, List<Signal>> customers(Collection<Signal> accepted) {
    return engine.customers(accepted);
  }

  private void rehearse() {
    if (!isStale) {
      return;
    }
    isStale = false;
    effects.clear();
    stands.clear();
    Source source = engine.source();
    try (Roll roll = new Roll(source)) {
      Replay replay =
          new Replay(source, List.of(step), Replay.Span.upTo(now), () -> false, new Notes());
      for (List<Recorded> some = roll.next(BATCH); !some.isEmpty(); some = roll.next(BATCH)) {
        replay.play(some);
      }
    }
  }

  /** Keeps everything, which a rehearsal does not. */
  private final class Notes implements Replay.Listener {
    @Override
    public void decided(Id customer, int number, Effect effect) {
      effects.computeIfAbsent(customer, id -> new ArrayList<>()).add(effect);
    }

    @Override
    public void ended(Id customer, List<Sitting> sittings, long signals) {
      Sitting sitting = sittings.getFirst();
      Map<String, Optional<Object>> facts = new LinkedHashMap<>();
      sitting.facts(now).forEach((name, value) -> facts.put(name, Optional.ofNullable(value)));
      List<Stands.Open> open =
          sitting.moments().stream()
              .filter(moment -> moment.isOpen())
              .map(moment ->
                  new Stands.Open(
                      moment.id(),
                      moment.rule(),
                      moment.expires(),
                      moment.triggers(),
                      moment.takenBy()))
              .toList();
      stands.put(customer, new Stands(facts, List.copyOf(sitting.segments().keySet()), open));
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
