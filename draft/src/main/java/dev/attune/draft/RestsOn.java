package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which other rules of a playbook a rule needs beside it. */
final class RestsOn {
  private static final Pattern FACT = Pattern.compile("\\bfacts\\.(\\w+)");
  private static final Pattern SEGMENT = Pattern.compile("['\"]([\\w-]+)['\"] in segments");
  private static final Pattern GOAL = Pattern.compile("\\bgoals(?:\\.(\\w+)|\\['([\\w-]+)'])");
  private static final Set<String> OF_GOALS = Set.of("attained", "missed", "rate");

  private final Said.Words playbook;
  private final Set<Put> found = new LinkedHashSet<>();

  private RestsOn(Said.Words playbook) {
    this.playbook = playbook;
  }

  /** The rules that {@code rule} needs, each after those that it needs itself. */
  static List<Put> of(Said.Words playbook, Put rule) {
    RestsOn rests = new RestsOn(playbook);
    rests.follow(rule);
    return List.copyOf(rests.found);
  }

  private void follow(Put rule) {
    if (rule.said() instanceof Said.Words words) {
      if (rule.section().equals("facts")) {
        OF_GOALS.forEach(word -> need("goals", words.text(word)));
      }
      if (rule.section().equals("moments")) {
        words.texts("options").forEach(option -> need("options", option));
        need("teams", words.text("team"));
      }
      words.texts("teams").forEach(team -> need("teams", team));
    }
    read(rule.said());
  }

  private void read(Said said) {
    switch (said) {
      case Said.Text(String text) -> {
        all(FACT, text).forEach(name -> need("facts", name));
        all(SEGMENT, text).forEach(name -> need("segments", name));
        all(GOAL, text).forEach(name -> need("goals", name));
      }
      case Said.Items items -> items.items().forEach(this::read);
      case Said.Words words -> words.words().values().forEach(this::read);
    }
  }

  private void need(String section, String name) {
    playbook
        .under(section)
        .find(name)
        .map(said -> new Put(section, name, said))
        .filter(put -> !found.contains(put))
        .ifPresent(put -> {
          found.add(put);
          follow(put);
          found.remove(put);
          found.add(put);
        });
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(
          matcher.groupCount() > 1 && matcher.group(1) == null
              ? matcher.group(2)
              : matcher.group(1));
    }
    return names;
  }
}
