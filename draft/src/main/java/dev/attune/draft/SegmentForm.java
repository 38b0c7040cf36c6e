package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** A segment: who is in it. */
final class SegmentForm implements RuleForm {
  @Override
  public Fields fields(Said.Words playbook, String name) {
    String condition = playbook.under("segments").text(name);
    Map<String, String> fields = new HashMap<>(Map.of("name", name));
    if (condition.isEmpty()) {
      fields.put("who", "often");
      return new Fields(fields);
    }
    Counting counting = new Counting(playbook);
    fields.putAll(
        often(condition, counting)
            .or(() -> quiet(condition, counting))
            .or(() -> trait(condition))
            .orElse(Map.of("who", "condition", "condition", condition)));
    return new Fields(fields);
  }

  private static Optional<Map<String, String>> often(String condition, Counting counting) {
    Matcher often = Cel.OFTEN.matcher(condition);
    return often.matches()
        ? counting
            .read(often.group(1))
            .filter(count -> count.per().isEmpty())
            .flatMap(count ->
                length("often.within", count.within())
                    .map(length ->
                        and(
                            length,
                            Map.of(
                                "who", "often",
                                "often.event", count.event(),
                                "often.times", often.group(2)))))
        : Optional.empty();
  }

  private static Optional<Map<String, String>> quiet(String condition, Counting counting) {
    Matcher quiet = Cel.QUIET.matcher(condition);
    if (!quiet.matches()) {
      return Optional.empty();
    }
    Optional<Counting.Count> ever = counting.read(quiet.group(1));
    return counting
        .read(quiet.group(2))
        .filter(lately ->
            lately.per().isEmpty()
                && ever.equals(Optional.of(new Counting.Count(lately.event(), "", ""))))
        .flatMap(lately ->
            Lengths.fields("lately.for", lately.within())
                .map(length ->
                    and(length, Map.of("who", "lately", "lately.event", lately.event()))));
  }

  private static Optional<Map<String, String>> trait(String condition) {
    Matcher trait = Cel.TRAIT.matcher(condition);
    if (trait.matches()) {
      return Optional.of(
          Map.of(
              "who",
              "trait",
              "trait.name",
              trait.group(1),
              "trait.is",
              trait.group(2).equals("==") ? "is" : "is-not",
              "trait.value",
              Cel.unquoted(trait.group(3))));
    }
    Matcher has = Cel.HAS.matcher(condition);
    return has.matches()
        ? Optional.of(Map.of("who", "trait", "trait.name", has.group(1), "trait.is", "known"))
        : Optional.empty();
  }

  private static Optional<Map<String, String>> length(String field, String within) {
    return within.isEmpty() ? Optional.of(Map.of()) : Lengths.fields(field, within);
  }

  private static Map<String, String> and(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  @Override
  public List<Put> puts(Said.Words playbook, String name, Fields fields, List<Trouble> troubles) {
    Lengths.needed(fields, "name", troubles);
    Counting counting = new Counting(playbook);
    String condition = condition(counting, fields, troubles);
    List<Put> puts = new ArrayList<>(counting.made());
    puts.add(new Put("segments", name, Said.text(condition)));
    return puts;
  }

  private static String condition(Counting counting, Fields fields, List<Trouble> troubles) {
    return switch (fields.of("who")) {
      case "often" -> {
        String event = Lengths.needed(fields, "often.event", troubles);
        String times = Lengths.whole(fields, "often.times", troubles);
        String within =
            fields.has("often.within") ? Lengths.written(fields, "often.within", troubles) : "";
        yield troubles.isEmpty()
            ? "facts." + counting.named(new Counting.Count(event, within, "")) + " >= " + times
            : "";
      }
      case "lately" -> {
        String event = Lengths.needed(fields, "lately.event", troubles);
        String length = Lengths.written(fields, "lately.for", troubles);
        yield troubles.isEmpty()
            ? "facts."
                + counting.named(new Counting.Count(event, "", ""))
                + " >= 1 && facts."
                + counting.named(new Counting.Count(event, length, ""))
                + " == 0"
            : "";
      }
      case "trait" -> traitCondition(fields, troubles);
      default -> Lengths.needed(fields, "condition", troubles);
    };
  }

  private static String traitCondition(Fields fields, List<Trouble> troubles) {
    String trait = "traits." + Lengths.needed(fields, "trait.name", troubles);
    return switch (fields.of("trait.is")) {
      case "known" -> "has(" + trait + ")";
      case "is-not" -> trait + " != " + Cel.quoted(Lengths.needed(fields, "trait.value", troubles));
      default -> trait + " == " + Cel.quoted(Lengths.needed(fields, "trait.value", troubles));
    };
  }

  @Override
  public String field(List<String> words, Fields fields) {
    return switch (fields.of("who")) {
      case "often" -> "often.event";
      case "lately" -> "lately.event";
      case "trait" -> "trait.name";
      default -> "condition";
    };
  }

  @Override
  public String called(Fields fields) {
    return fields.of("name");
  }
}
