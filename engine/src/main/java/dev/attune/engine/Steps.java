package dev.attune.engine;

import dev.attune.playbook.Care;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Declared;
import dev.attune.playbook.Keeping;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The steps of all versions that were adopted; version 0, before the first, knows no rule. The fold
 * adds, any thread asks.
 */
final class Steps {
  private final Map<Integer, Version> versions = new ConcurrentHashMap<>();
  private final Map<Integer, Step> steps = new ConcurrentHashMap<>();
  private volatile Step current;

  Steps(List<Version> adopted) {
    Playbook nothing =
        new Playbook(
            "",
            ZoneOffset.UTC,
            Duration.ofHours(1),
            Set.of(),
            Declared.NOTHING,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Care.NONE,
            Keeping.ALL,
            "");
    current = new Step(nothing, 0, Step.ALWAYS);
    steps.put(0, current);
    adopted.forEach(version -> versions.put(version.number(), version));
    if (!adopted.isEmpty()) {
      current = of(adopted.getLast().number());
    }
  }

  /** The step that decides now. */
  Step current() {
    return current;
  }

  /** The step of a version. */
  Step of(int version) {
    return steps.computeIfAbsent(version, this::compile);
  }

  /** A version decides from now on. */
  void adopt(Version version, Playbook playbook) {
    Step step = new Step(playbook, version.number(), version.from());
    versions.put(version.number(), version);
    steps.put(version.number(), step);
    current = step;
  }

  /** Compiles every version, to see that each still can be. */
  static void check(List<Version> adopted) {
    Steps steps = new Steps(adopted);
    adopted.forEach(version -> steps.of(version.number()));
  }

  private Step compile(int number) {
    Version version = versions.get(number);
    if (version == null) {
      throw new EngineException(
          EngineException.Kind.OURS,
          "damaged",
          "version %d of the playbook is lost".formatted(number));
    }
    return switch (new PlaybookReader().read(version.text())) {
      case Checked.Accepted accepted -> new Step(accepted.playbook(), number, version.from());
      case Checked.Refused refused -> throw new BadPlaybook(refused.problems());
    };
  }
}
