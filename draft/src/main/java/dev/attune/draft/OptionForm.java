package dev.attune.draft;

import dev.attune.playbook.Role;
import dev.attune.playbook.Said;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An option: what may be done, what it costs, and how it is done. */
final class OptionForm implements RuleForm {
  private static final List<String> TOLD =
      List.of("title", "cost", "when", "undo", "deliver-within");
  private static final List<String> OTHERS = List.of("does", "roles", "teams", "at-most", "auto");
  private static final Pattern AT_MOST = Pattern.compile("(\\d{1,6})\\s+per\\s+(\\d{1,6})d");

  @Override
  public Fields fields(Said.Words playbook, String name) {
    Said.Words option = playbook.under("options").under(name);
    Map<String, String> fields = new HashMap<>();
    TOLD.forEach(word -> fields.put(word, option.text(word)));
    option.texts("roles").forEach(role -> fields.put("role." + role, "on"));
    option.texts("teams").forEach(team -> fields.put("team." + team, "on"));
    fields.putAll(act(option));
    Matcher atMost = AT_MOST.matcher(option.text("at-most"));
    if (atMost.matches()) {
      fields.put("at-most.times", atMost.group(1));
      fields.put("at-most.days", atMost.group(2));
    }
    if (option.text("auto").equals("true")) {
      fields.put("auto", "on");
    }
    if (option.words().isEmpty()) {
      fields.put("cost", "0");
    }
    return new Fields(fields);
  }

  private static Map<String, String> act(Said.Words option) {
    Said.Words does = option.under("does");
    if (does.find("webhook").isPresent()) {
      return Map.of("does", "webhook", "webhook", does.text("webhook"));
    }
    if (does.find("task").isPresent()) {
      return Map.of("does", "task", "task", does.text("task"), "task.team", does.text("team"));
    }
    if (does.find("message").isPresent()) {
      return Map.of(
          "does", "message", "message", does.text("message"), "through", does.text("through"));
    }
    return Map.of("does", "myself");
  }

  @Override
  public List<Put> puts(Said.Words playbook, String name, Fields fields, List<Trouble> troubles) {
    Said.Words before = playbook.under("options").under(name);
    Lengths.needed(fields, "title", troubles);
    Lengths.needed(fields, "cost", troubles);
    Said.Words after =
        Said.words("title", fields.of("title"))
            .with("cost", Amounts.plain(playbook, fields.of("cost")))
            .with("does", does(fields, troubles))
            .with("when", fields.of("when"));
    after = listed(after, "roles", fields.ticked("role.", roles()));
    List<String> teams = List.copyOf(playbook.under("teams").words().keySet());
    after = listed(after, "teams", fields.ticked("team.", teams));
    after =
        after
            .with("at-most", atMost(before, fields, troubles))
            .with("undo", fields.of("undo"))
            .with("deliver-within", fields.of("deliver-within"))
            .with("auto", fields.has("auto") ? "true" : "");
    Map<String, Said> all = new LinkedHashMap<>(after.words());
    before
        .words()
        .forEach((word, said) -> {
          if (!TOLD.contains(word) && !OTHERS.contains(word)) {
            all.put(word, said);
          }
        });
    return List.of(new Put("options", name, new Said.Words(all)));
  }

  private static List<String> roles() {
    return Arrays.stream(Role.values()).map(Role::word).toList();
  }

  private static Said.Words listed(Said.Words words, String name, List<String> texts) {
    return texts.isEmpty() ? words : words.with(name, Said.texts(texts));
  }

  private static Said does(Fields fields, List<Trouble> troubles) {
    return switch (fields.of("does")) {
      case "webhook" -> Said.words("webhook", Lengths.needed(fields, "webhook", troubles));
      case "task" ->
          Said.words("task", Lengths.needed(fields, "task", troubles))
              .with("team", fields.of("task.team"));
      case "message" ->
          Said.words(
              "message", Lengths.needed(fields, "message", troubles),
              "through", Lengths.needed(fields, "through", troubles));
      default -> Said.text("myself");
    };
  }

  /** What the form cannot show stays, unless something is typed over it. */
  private static String atMost(Said.Words before, Fields fields, List<Trouble> troubles) {
    boolean isTyped = fields.has("at-most.times") || fields.has("at-most.days");
    if (!isTyped) {
      String was = before.text("at-most");
      return AT_MOST.matcher(was).matches() ? "" : was;
    }
    return Lengths.whole(fields, "at-most.times", troubles)
        + " per "
        + Lengths.whole(fields, "at-most.days", troubles)
        + "d";
  }

  @Override
  public String field(List<String> words, Fields fields) {
    String word = words.isEmpty() ? "" : words.getFirst();
    return switch (word) {
      case "title", "cost", "when", "undo", "deliver-within", "roles", "teams", "auto" -> word;
      case "at-most" -> "at-most.times";
      case "does" -> fields.of("does");
      default -> "";
    };
  }

  @Override
  public String called(Fields fields) {
    return fields.of("title");
  }
}
