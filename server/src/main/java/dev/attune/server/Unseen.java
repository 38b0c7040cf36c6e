package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Kind;
import dev.attune.engine.CatalogueEntry;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names in a playbook that no signal ever had: most are slips, so they are warnings with the
 * nearest name that was seen and its count.
 */
final class Unseen {
  private Unseen() {}

  /** A warning for each event that facts and moments wait for and nobody ever sent. */
  static List<Data> warnings(Playbook playbook, List<CatalogueEntry> catalogue) {
    Map<String, Long> seen =
        catalogue.stream()
            .filter(entry -> entry.name().isEmpty())
            .collect(Collectors.toMap(CatalogueEntry::event, CatalogueEntry::count, Long::sum));
    List<Data> warnings = new ArrayList<>();
    if (seen.isEmpty()) {
      return warnings;
    }
    for (String event : events(playbook)) {
      boolean isKind = Arrays.stream(Kind.values()).anyMatch(kind -> kind.title().equals(event));
      if (!isKind && !seen.containsKey(event)) {
        warnings.add(
            Data.of(
                "message",
                "no signal named '%s' was ever seen%s".formatted(event, nearest(event, seen))));
      }
    }
    return warnings;
  }

  private static Set<String> events(Playbook playbook) {
    Set<String> events = new LinkedHashSet<>();
    playbook.facts().stream()
        .filter(fact -> !fact.kind().readsGoal())
        .map(Fact::event)
        .forEach(events::add);
    for (Goal goal : playbook.goals()) {
      events.add(goal.starts());
      events.add(goal.attained());
    }
    for (MomentRule moment : playbook.moments()) {
      if (moment.trigger() instanceof MomentRule.Trigger.Silence silence) {
        events.add(silence.after());
        events.add(silence.without());
      } else if (moment.trigger() instanceof MomentRule.Trigger.Sequence sequence) {
        sequence.steps().forEach(step -> events.add(step.event()));
      }
    }
    return events;
  }

  private static String nearest(String event, Map<String, Long> seen) {
    Optional<String> nearest =
        seen.keySet().stream()
            .min(
                Comparator.comparingInt((String each) -> distance(event, each))
                    .thenComparing(each -> each))
            .filter(each -> distance(event, each) <= Math.max(2, event.length() / 3));
    return nearest
        .map(each -> "; did you mean '%s' (seen %,d times)?".formatted(each, seen.get(each)))
        .orElse("");
  }

  /** How many letters to add, take away or change, upper and lower case alike. */
  static int distance(String first, String second) {
    String from = first.toLowerCase(Locale.ROOT);
    String to = second.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
