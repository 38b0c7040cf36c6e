package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What opens a moment, as patterns that people choose from: the nth time something happens, quiet
 * for a while, around a date, one thing without another, becoming a member, or a condition.
 */
final class Openings {
  /** The words of a moment that say what opens it. */
  static final List<String> WORDS =
      List.of(
          "when",
          "becomes",
          "around",
          "before",
          "by",
          "after",
          "without",
          "for",
          "sequence",
          "within",
          "per");

  private static final Pattern DAYS = Pattern.compile("(-?)(\\d{1,6})d");

  private final Counting counting;

  Openings(Counting counting) {
    this.counting = counting;
  }

  /** The words of a moment that say what opens it, and no others. */
  static Said.Words of(Said.Words moment) {
    Map<String, Said> words = new HashMap<>(moment.words());
    words.keySet().retainAll(WORDS);
    return new Said.Words(words);
  }

  /** As fields; where no pattern says the same, it is kept as it is written. */
  Map<String, String> fields(Said.Words moment) {
    Said.Words said = of(moment);
    return when(said)
        .or(() -> becomes(said))
        .or(() -> silence(said))
        .or(() -> date(said))
        .filter(fields -> isSame(said, fields))
        .orElse(Map.of("opening", "kept"));
  }

  private boolean isSame(Said.Words said, Map<String, String> fields) {
    List<Trouble> troubles = new ArrayList<>();
    Said.Words written = written(new Fields(fields), said, troubles);
    boolean isShort = "date".equals(fields.get("opening")) && said.find("before").isPresent();
    return troubles.isEmpty() && (isShort || written.equals(said));
  }

  private Optional<Map<String, String>> when(Said.Words said) {
    String when = said.text("when");
    if (when.isEmpty() || said.find("around").isPresent() || said.find("before").isPresent()) {
      return Optional.empty();
    }
    Matcher among = Cel.AMONG.matcher(when);
    String segment = among.matches() ? among.group(2) : "";
    String what = among.matches() ? among.group(1) : when;
    Matcher each = Cel.EVENT.matcher(what);
    Map<String, String> fields = new HashMap<>(Map.of("nth.per", property(said.text("per"))));
    fields.putAll(Map.of("nth.within", "", "nth.segment", segment));
    if (each.matches()) {
      fields.putAll(Map.of("opening", "nth", "nth.event", each.group(1), "nth.times", "1"));
      return Optional.of(fields);
    }
    Matcher nth = Cel.NTH.matcher(what);
    Optional<Counting.Count> count = nth.matches() ? counting.read(nth.group(2)) : Optional.empty();
    if (count.isPresent() && isOf(count.get(), nth.group(1), said.text("per"))) {
      fields.putAll(Map.of("opening", "nth", "nth.event", nth.group(1), "nth.times", nth.group(3)));
      Optional<Map<String, String>> length = Lengths.fields("nth.within", count.get().within());
      if (length.isPresent() || count.get().within().isEmpty()) {
        fields.putAll(length.orElse(Map.of()));
        return Optional.of(fields);
      }
    }
    return Optional.of(
        Map.of("opening", "when", "when.condition", when, "when.per", property(said.text("per"))));
  }

  private static boolean isOf(Counting.Count count, String event, String per) {
    return count.event().equals(event) && count.per().equals(per);
  }

  private static Optional<Map<String, String>> becomes(Said.Words said) {
    String becomes = said.text("becomes");
    if (becomes.isEmpty()) {
      return Optional.empty();
    }
    Matcher member = Cel.MEMBER.matcher(becomes);
    return Optional.of(
        member.matches()
            ? Map.of("opening", "member", "member.segment", member.group(1))
            : Map.of("opening", "becomes", "becomes.condition", becomes));
  }

  private static Optional<Map<String, String>> silence(Said.Words said) {
    String after = said.text("after");
    boolean isQuiet = after.equals(said.text("without")) && said.find("per").isEmpty();
    String opening = isQuiet ? "quiet" : "without";
    return after.isEmpty()
        ? Optional.empty()
        : Lengths.fields(opening + ".for", said.text("for"))
            .map(length -> {
              Map<String, String> fields = new HashMap<>(length);
              fields.put("opening", opening);
              fields.put(isQuiet ? "quiet.event" : "without.after", after);
              fields.put("without.event", isQuiet ? "" : said.text("without"));
              fields.put("without.per", property(said.text("per")));
              return fields;
            });
  }

  private static Optional<Map<String, String>> date(Said.Words said) {
    if (said.find("when").isPresent()) {
      return Optional.empty();
    }
    Said.Words around = said.under("around");
    boolean isShort = said.find("before").isPresent();
    String trait = isShort ? said.text("before") : around.text("date");
    Matcher from = DAYS.matcher(isShort ? "-" + said.text("by") : around.text("from"));
    Matcher to = DAYS.matcher(isShort ? "0d" : around.text("to"));
    if (!trait.startsWith("traits.") || !from.matches() || !to.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of(
            "opening",
            "date",
            "date.trait",
            trait.substring("traits.".length()),
            "date.from",
            from.group(2),
            "date.from.side",
            from.group(1).isEmpty() ? "after" : "before",
            "date.to",
            to.group(2),
            "date.to.side",
            to.group(1).isEmpty() ? "after" : "before"));
  }

  /** The words that say what the fields say; {@code kept} where nothing is to change. */
  Said.Words written(Fields fields, Said.Words kept, List<Trouble> troubles) {
    return switch (fields.of("opening")) {
      case "nth" -> nth(fields, troubles);
      case "quiet" -> {
        String event = Lengths.needed(fields, "quiet.event", troubles);
        String length = Lengths.written(fields, "quiet.for", troubles);
        yield Said.words("after", event, "without", event, "for", length);
      }
      case "date" -> dated(fields, troubles);
      case "without" ->
          Said.words(
                  "after", Lengths.needed(fields, "without.after", troubles),
                  "without", Lengths.needed(fields, "without.event", troubles),
                  "for", Lengths.written(fields, "without.for", troubles))
              .with("per", path(fields.of("without.per")));
      case "member" -> {
        String segment = Lengths.needed(fields, "member.segment", troubles);
        yield Said.words("becomes", Cel.member(segment));
      }
      case "when" ->
          Said.words("when", Lengths.needed(fields, "when.condition", troubles))
              .with("per", path(fields.of("when.per")));
      case "becomes" ->
          Said.words("becomes", Lengths.needed(fields, "becomes.condition", troubles));
      case "kept" -> kept;
      default -> {
        troubles.add(new Trouble.Missing("opening"));
        yield kept;
      }
    };
  }

  private Said.Words nth(Fields fields, List<Trouble> troubles) {
    String event = Lengths.needed(fields, "nth.event", troubles);
    String times = Lengths.whole(fields, "nth.times", troubles);
    String per = path(fields.of("nth.per"));
    String within = fields.has("nth.within") ? Lengths.written(fields, "nth.within", troubles) : "";
    String among = fields.has("nth.segment") ? " && " + Cel.member(fields.of("nth.segment")) : "";
    if (!troubles.isEmpty() || (times.equals("1") && within.isEmpty())) {
      return Said.words("when", Cel.event(event) + among).with("per", per);
    }
    String fact = counting.named(new Counting.Count(event, within, per));
    return Said.words("when", Cel.event(event) + " && facts." + fact + " >= " + times + among)
        .with("per", per);
  }

  private static Said.Words dated(Fields fields, List<Trouble> troubles) {
    String trait = Lengths.needed(fields, "date.trait", troubles);
    Said.Words around =
        Said.words(
            "date", "traits." + trait,
            "from", day(fields, "date.from", troubles),
            "to", day(fields, "date.to", troubles));
    return new Said.Words(Map.of("around", around));
  }

  private static String day(Fields fields, String field, List<Trouble> troubles) {
    boolean isNone = fields.of(field).matches("0*");
    boolean isBefore = !isNone && fields.of(field + ".side").equals("before");
    return isNone ? "0d" : (isBefore ? "-" : "") + Lengths.whole(fields, field, troubles) + "d";
  }

  private static String property(String path) {
    return path.startsWith("properties.") ? path.substring("properties.".length()) : path;
  }

  private static String path(String property) {
    boolean isWhole = property.isEmpty() || property.startsWith("properties.");
    return isWhole ? property : "properties." + property;
  }
}
