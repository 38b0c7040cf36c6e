package dev.attune.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The contract's playbooks as a company changes them: versions of one that have most in common,
 * each with rules left out, added or put otherwise.
 */
final class Revisions {
  /** For each playbook its versions; the playbook itself is the first. */
  static final List<List<String>> ALL =
      List.of(
          versions(
              "Windows",
              List.of("cheap", "spree"),
              List.of("regular: facts.rides3 >= 3", "regular: facts.rides3 >= 2"),
              List.of(
                  "twoCities: facts.cities2 == 2",
                  "twoCities: facts.cities2 == 2 && !('regular' in segments)"),
              List.of(
                  "lapsed: { becomes: \"'nobody' in segments\"",
                  "lost: { becomes: \"'idle' in segments\""),
              List.of("least2", "mean3", "cheap"),
              List.of("least2", "mean3", "cheap", "most2", "cities", "bills", "both", "troubled"),
              List.of("properties.topic == 'bill'", "properties.topic != 'bill'")),
          versions(
              "Time",
              List.of("hush"),
              List.of("riding: facts.rides2 > 0", "riding: facts.rides2 > 1"),
              List.of("by: 3d, expires: 30d", "by: 2d, expires: 9d"),
              List.of("zone: Europe/Berlin", "zone: America/Havana"),
              List.of("silent", "late-claim"),
              List.of("quiet", "hushed", "hush"),
              List.of("for: 18h", "for: 12h")),
          versions(
              "Few",
              List.of("regular"),
              List.of("facts.rides3 >= 2", "facts.rides3 == 1"),
              List.of("facts.bills >= 2", "facts.bills >= 1"),
              List.of("rides3", "regular"),
              List.of("within: 3d", "within: 2d")),
          versions(
              "Maps",
              List.of("repeated", "habit"),
              List.of("facts.trend2 > 0", "facts.trend2 >= 0"),
              List.of("facts.streakIn.max() >= 2", "facts.streakIn.max() >= 1"),
              List.of("varied", "faresIn", "meanIn"),
              List.of("trend2", "rising", "falling", "city-falls"),
              List.of("round", "funnel", "third"),
              List.of("weeks", "broken"),
              List.of("per: properties.topic, again-after", "again-after"),
              List.of("per: properties.rideId, expires", "expires"),
              List.of("within: 36h, per: properties.city, expires", "within: 36h, expires"),
              List.of(
                  "per: properties.city, again-after: 0d",
                  "per: properties.rideId, again-after: 0d")),
          versions(
              "Goals",
              List.of("let-down"),
              List.of("goals.heard.open > 0", "goals.heard.open == 0"),
              List.of("facts.rate3 < 0.6", "facts.rate3 > 0.4"),
              List.of("late-again", "unheard"),
              List.of("heard1", "again-unheard"),
              List.of("minutesLate <= 5", "minutesLate <= 9")));

  private Revisions() {}

  /**
   * A playbook and its versions.
   *
   * @param changes the names of rules to leave out; or, if the first is no name, a text and what
   *     stands in its place
   */
  @SafeVarargs
  private static List<String> versions(String name, List<String>... changes) {
    String first =
        ContractPlaybooks.ALL.stream()
            .filter(text -> text.startsWith("playbook: " + name + "\n"))
            .findFirst()
            .orElseThrow();
    List<String> versions = new ArrayList<>();
    versions.add(first);
    for (List<String> change : changes) {
      versions.add(isWording(change) ? reworded(first, change) : without(first, change));
    }
    return List.copyOf(versions);
  }

  private static boolean isWording(List<String> change) {
    return change.getFirst().contains(" ");
  }

  private static String reworded(String text, List<String> change) {
    if (!text.contains(change.getFirst())) {
      throw new IllegalArgumentException("nothing says " + change.getFirst());
    }
    return text.replace(change.getFirst(), change.getLast());
  }

  private static String without(String text, List<String> rules) {
    String left = text;
    for (String rule : rules) {
      String next =
          Pattern.compile("^  " + rule + ":.*\n(    .*\n)*", Pattern.MULTILINE)
              .matcher(left)
              .replaceAll("");
      if (next.equals(left)) {
        throw new IllegalArgumentException("there is no rule " + rule);
      }
      left = next;
    }
    return left;
  }
}
