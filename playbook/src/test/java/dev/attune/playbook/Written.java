package dev.attune.playbook;

import java.util.List;
import java.util.stream.Collectors;

/** Conditions of moments in a playbook with a fact of every kind and two segments. */
final class Written {
  private static final String PLAYBOOK =
      """
      playbook: Test
      facts:
        rides: { count: Ride Completed }
        colours: { distinct: Ride Completed, of: properties.colour }
        spend: { sum: Ride Completed, of: properties.fare }
        least: { min: Ride Completed, of: properties.fare }
        most: { max: Ride Completed, of: properties.fare }
        usual: { mean: Ride Completed, of: properties.fare }
        firstRide: { first: Ride Completed }
        lastRide: { last: Ride Completed }
        city: { latest: Ride Completed, of: properties.city }
      segments:
        gold: traits.plan == 'gold'
        drifting: facts.rides == 0
      moments:
        tested:
          when: %s
      """;

  private static final List<String> FACTS =
      List.of(
          "rides", "colours", "spend", "least", "most", "usual", "firstRide", "lastRide", "city");
  private static final List<String> SEGMENTS = List.of("gold", "drifting");

  private Written() {}

  /** The condition as a moment's {@code when}. */
  static Condition condition(String text) {
    return switch (check(text)) {
      case Checked.Accepted accepted -> {
        MomentRule.Trigger trigger = accepted.playbook().moments().get(0).trigger();
        yield ((MomentRule.Trigger.When) trigger).condition();
      }
      case Checked.Refused refused ->
          throw new AssertionError(
              refused.problems().stream()
                  .map(Problem::rendered)
                  .collect(Collectors.joining("\n", "refused:\n", "")));
    };
  }

  /** What is wrong with the condition, without the place: message, and hint in brackets. */
  static List<String> problems(String text) {
    return switch (check(text)) {
      case Checked.Accepted accepted -> List.of();
      case Checked.Refused refused ->
          refused.problems().stream()
              .map(p -> p.message() + p.hint().map(hint -> " [" + hint + "]").orElse(""))
              .toList();
    };
  }

  static int fact(String name) {
    return FACTS.indexOf(name);
  }

  static int segment(String name) {
    return SEGMENTS.indexOf(name);
  }

  private static Checked check(String text) {
    String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return new PlaybookReader().read(PLAYBOOK.replace("%s", quoted.replace("\n", "\\n")));
  }
}
