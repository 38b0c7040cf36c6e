package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A moment: what opens it, its words for people, and who is offered what. */
final class MomentForm implements RuleForm {
  private static final List<String> TOLD =
      List.of("title", "feels", "say", "team", "expires", "again-after");

  @Override
  public Fields fields(Said.Words playbook, String name) {
    Said.Words moment = playbook.under("moments").under(name);
    Map<String, String> fields = new HashMap<>();
    TOLD.forEach(word -> fields.put(word, moment.text(word)));
    fields.put("tone", or(moment.text("tone"), "trouble"));
    fields.put("urgency", or(moment.text("urgency"), "normal"));
    moment.texts("options").forEach(option -> fields.put("option." + option, "on"));
    if (moment.words().isEmpty()) {
      fields.putAll(Map.of("opening", "nth", "nth.times", "1", "nth.within", ""));
    } else {
      fields.putAll(new Openings(new Counting(playbook)).fields(moment));
    }
    return new Fields(fields);
  }

  @Override
  public List<Put> puts(Said.Words playbook, String name, Fields fields, List<Trouble> troubles) {
    Said.Words before = playbook.under("moments").under(name);
    Counting counting = new Counting(playbook);
    Openings openings = new Openings(counting);
    Said.Words opening = opening(openings, before, fields, troubles);
    Lengths.needed(fields, "title", troubles);
    Map<String, Said> words = new LinkedHashMap<>(opening.words());
    Said.Words after = new Said.Words(words);
    for (String word : TOLD.subList(0, 3)) {
      after = after.with(word, fields.of(word));
    }
    List<String> options = options(playbook, before, fields);
    after = options.isEmpty() ? after : after.with("options", Said.texts(options));
    after =
        after
            .with("team", fields.of("team"))
            .with("urgency", unless("normal", fields.of("urgency")))
            .with("tone", unless("trouble", fields.of("tone")))
            .with("expires", fields.of("expires"))
            .with("again-after", fields.of("again-after"));
    List<Put> puts = new ArrayList<>(counting.made());
    puts.add(new Put("moments", name, withRest(after, before)));
    return puts;
  }

  /** The opening as it was written, if the form says nothing else. */
  private static Said.Words opening(
      Openings openings, Said.Words before, Fields fields, List<Trouble> troubles) {
    Said.Words kept = Openings.of(before);
    Map<String, String> was = before.words().isEmpty() ? Map.of() : openings.fields(before);
    boolean isSame =
        !was.isEmpty()
            && was.entrySet().stream()
                .allMatch(each -> fields.of(each.getKey()).equals(each.getValue().strip()));
    return isSame ? kept : openings.written(fields, kept, troubles);
  }

  private static List<String> options(Said.Words playbook, Said.Words before, Fields fields) {
    List<String> order = new ArrayList<>(before.texts("options"));
    playbook.under("options").words().keySet().stream()
        .filter(option -> !order.contains(option))
        .forEach(order::add);
    return fields.ticked("option.", order);
  }

  /** What the form does not show stays. */
  private static Said.Words withRest(Said.Words after, Said.Words before) {
    Map<String, Said> rest = new LinkedHashMap<>(before.words());
    Openings.WORDS.forEach(rest::remove);
    TOLD.forEach(rest::remove);
    List.of("tone", "urgency", "options").forEach(rest::remove);
    Map<String, Said> all = new LinkedHashMap<>(after.words());
    all.putAll(rest);
    return new Said.Words(all);
  }

  @Override
  public String field(List<String> words, Fields fields) {
    String word = words.isEmpty() ? "" : words.getFirst();
    String opening = fields.of("opening");
    return switch (word) {
      case "when", "becomes" ->
          switch (opening) {
            case "nth" -> "nth.event";
            case "member" -> "member.segment";
            default -> opening + ".condition";
          };
      case "around", "before", "by" -> words.contains("date") ? "date.trait" : "date.from";
      case "after" -> opening.equals("quiet") ? "quiet.event" : "without.after";
      case "without" -> opening.equals("quiet") ? "quiet.event" : "without.event";
      case "for" -> opening + ".for";
      case "per" -> opening + ".per";
      case "title",
          "feels",
          "say",
          "team",
          "urgency",
          "tone",
          "expires",
          "again-after",
          "options" ->
          word;
      default -> "";
    };
  }

  @Override
  public String called(Fields fields) {
    return fields.of("title");
  }

  static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  static String unless(String usual, String text) {
    return text.equals(usual) ? "" : text;
  }
}
