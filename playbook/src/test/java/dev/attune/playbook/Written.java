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
      """;

  private static final List<String> FACTS =
      List.of(
          "rides", "colours", "spend", "least", "most", "usual", "firstRide", "lastRide", "city");
  private static final List<String> SEGMENTS = List.of("gold", "drifting");

  private Written() {}

  /** The condition as a moment's {@code when}. */
  static Condition condition(String text) {
    return conditions(List.of(text)).get(0);
  }

  /** The conditions as the {@code when} of one moment each. */
  static List<Condition> conditions(List<String> texts) {
    return switch (check(texts)) {
      case Checked.Accepted accepted ->
          accepted.playbook().moments().stream()
              .map(moment -> ((MomentRule.Trigger.When) moment.trigger()).condition())
              .toList();
      case Checked.Refused refused ->
          throw new AssertionError(
              refused.problems().stream()
                  .map(Problem::rendered)
                  .collect(Collectors.joining("\n", "refused:\n", "")));
    };
  }

  /** What is wrong with the condition, without the place: message, and hint in brackets. */
  static List<String> problems(String text) {
    return switch (check(List.of(text))) {
      case Checked.Accepted accepted -> List.of();
      case Checked.Refused refused ->
          refused.problems().stream()
              .peek(Refusals::checkGerman)
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

  private static Checked check(List<String> texts) {
    StringBuilder playbook = new StringBuilder(PLAYBOOK);
    for (int i = 0; i < texts.size(); i++) {
      String escaped = texts.get(i).replace("\\", "\\\\").replace("\"", "\\\"");
      playbook.append("  m").append(i).append(": { when: \"");
      playbook.append(escaped.replace("\n", "\\n")).append("\" }\n");
    }
    return new PlaybookReader().read(playbook.toString());
  }
}
