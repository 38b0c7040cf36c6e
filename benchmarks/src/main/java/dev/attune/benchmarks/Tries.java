package dev.attune.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was tried, and how it was refused. One thread. */
final class Tries {
  private static final int SHOWN = 4;

  private final List<Try> all = new ArrayList<>();
  private String attack = "";

  /**
   * One try.
   *
   * @param answer in a word or two: how it was refused, or what was let through
   */
  record Try(String attack, String what, String answer, boolean isRefused) {}

  void begin(String name) {
    attack = name;
  }

  void note(String what, boolean isRefused, String answer) {
    all.add(new Try(attack, what, answer, isRefused));
  }

  int count() {
    return all.size();
  }

  List<Try> letThrough() {
    return all.stream().filter(each -> !each.isRefused()).toList();
  }

  /** One line an attack: how many tries, and how they were refused; then all that came through. */
  List<String> table() {
    Map<String, List<Try>> byAttack = new LinkedHashMap<>();
    all.forEach(
        each -> byAttack.computeIfAbsent(each.attack(), name -> new ArrayList<>()).add(each));
    List<String> lines = new ArrayList<>();
    lines.add("%-28s %6s %6s  %s".formatted("what was tried", "tries", "through", "refused by"));
    byAttack.forEach((name, tries) -> {
      long through = tries.stream().filter(each -> !each.isRefused()).count();
      lines.add("%-28s %6d %6d  %s".formatted(name, tries.size(), through, answers(tries)));
    });
    letThrough()
        .forEach(each ->
            lines.add(
                "LET THROUGH: %s: %s: %s".formatted(each.attack(), each.what(), each.answer())));
    return lines;
  }

  private static String answers(List<Try> tries) {
    Map<String, Integer> counts = new TreeMap<>();
    tries.stream()
        .filter(Try::isRefused)
        .forEach(each -> counts.merge(each.answer(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(each -> words.add(each.getKey() + " x" + each.getValue()));
    return String.join(", ", words) + (counts.size() > SHOWN ? ", ..." : "");
  }
}
