package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.playbook.Care;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Declared;
import dev.attune.playbook.Keeping;
import dev.attune.playbook.Option;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Role;
import dev.attune.playbook.Trust;
import dev.attune.step.Customer;
import dev.attune.step.Heir;
import dev.attune.step.Step;
import dev.attune.step.Succession;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps of all versions that were adopted; version 0, before the first, knows no rule. The fold
 * adds, any thread asks.
 */
final class Steps {
  private final Map<Integer, Version> versions = new ConcurrentHashMap<>();
  private final Map<Integer, Step> steps = new ConcurrentHashMap<>();
  private final Map<Integer, Succession> successions = new ConcurrentHashMap<>();
  private final Map<Integer, Succession> directs = new ConcurrentHashMap<>();
  private final boolean takesOver;
  private volatile Step current;

  Steps(List<Version> adopted) {
    this(adopted, true);
  }

  /**
   * Of every version that was adopted.
   *
   * @param takesOver whether customers are taken over from version to version where that can be
   */
  Steps(List<Version> adopted, boolean takesOver) {
    this.takesOver = takesOver;
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

  /** The version that held at an instant, and those adopted after it, oldest first. */
  List<Version> versionsFrom(Instant instant) {
    List<Version> from = new ArrayList<>();
    for (int number = current.version(); number > 0; number--) {
      Version version = versions.get(number);
      if (version != null) {
        from.addFirst(version);
        if (!version.at().isAfter(instant)) {
          break;
        }
      }
    }
    return from;
  }

  /** How the budget of a role, or of Attune itself, was set: see {@link Grace#course}. */
  List<Allowance.Dated> budgets(Optional<Role> role, Optional<String> team, Instant from) {
    return versionsFrom(from).stream()
        .map(version -> {
          Trust trust = of(version.number()).playbook().care().trust();
          return new Allowance.Dated(
              version.at(),
              role.isPresent() ? trust.of(role.get()) : trust.auto(),
              team.flatMap(trust::teamPerDay));
        })
        .toList();
  }

  /** An option as the newest version that has it says it: what was promised is honoured by it. */
  Optional<Option> option(String name) {
    for (int version = current.version(); version > 0; version--) {
      Optional<Option> option =
          of(version).playbook().care().options().stream()
              .filter(each -> each.name().equals(name))
              .findFirst();
      if (option.isPresent()) {
        return option;
      }
    }
    return Optional.empty();
  }

  /** A version decides from now on. */
  void adopt(Version version, Playbook playbook) {
    Step step = new Step(playbook, version.number(), version.from(), version.begun());
    versions.put(version.number(), version);
    steps.put(version.number(), step);
    current = step;
  }

  /** From the version before the present one. */
  Succession succession() {
    return succession(current.version());
  }

  /** Whether customers are taken over from the version before without what they did. */
  boolean isWhole() {
    return takesOver && current.version() > 0 && succession().isWhole();
  }

  /** Whether customers are taken over from the version before if they are told of their past. */
  boolean needsPast() {
    return takesOver
        && current.version() > 0
        && succession().isPossible()
        && !succession().isWhole();
  }

  private Succession succession(int to) {
    Succession known = successions.get(to);
    if (known == null) {
      known = new Succession(of(to - 1), of(to));
      successions.put(to, known);
    }
    return known;
  }

  /**
   * Takes a customer over from whatever version folded them last, as they stood just before the
   * present one began; nothing if they must be folded anew.
   */
  Optional<Heir> open(Customer customer) {
    if (!isWhole()) {
      return Optional.empty();
    }
    Succession direct = direct(customer.version());
    Optional<Heir> heir = direct == null ? Optional.empty() : direct.openQuietly(customer);
    return heir.isPresent() ? heir : openBefore(customer);
  }

  /**
   * From some version to the present one, past those between, of which none is new to customers
   * whom it decided last; null if there are none between, or customers were heard anew.
   */
  private @Nullable Succession direct(int from) {
    if (from >= current.version() - 1) {
      return null;
    }
    Succession known = directs.get(from);
    if (known == null || !known.leadsTo(current)) {
      for (int to = from + 1; to < current.version(); to++) {
        if (!succession(to).isWhole()) {
          return null;
        }
      }
      known = new Succession(of(from), current);
      directs.put(from, known);
    }
    return known.isWhole() ? known : null;
  }

  /** As {@link #open}, for who is then told of their past. */
  Optional<Heir> openBefore(Customer customer) {
    Customer latest = beforePresent(customer);
    return latest.version() == current.version() - 1 ? succession().open(latest) : Optional.empty();
  }

  /**
   * A customer under the newest version before the present one to which they can be taken. Where
   * nothing came of a version for a customer, they were left as they are.
   */
  Customer beforePresent(Customer customer) {
    Customer latest = customer;
    while (takesOver && latest.version() + 1 < current.version()) {
      Succession next = succession(latest.version() + 1);
      Optional<Heir> heir = next.isWhole() ? next.open(latest) : Optional.empty();
      if (heir.isEmpty() || !heir.get().before().isEmpty()) {
        return latest;
      }
      latest = heir.get().sitting().close();
    }
    return latest;
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
      case Checked.Accepted accepted ->
          new Step(accepted.playbook(), number, version.from(), version.begun());
      case Checked.Refused refused -> throw new BadPlaybook(refused.problems());
    };
  }
}
