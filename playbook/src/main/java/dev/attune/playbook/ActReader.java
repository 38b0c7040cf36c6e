package dev.attune.playbook;

import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how an option is done. */
final class ActReader {
  /** The words of {@code does}. */
  static final Set<String> WORDS =
      new LinkedHashSet<>(List.of("webhook", "task", "team", "message", "through"));

  private static final List<String> KINDS = List.of("webhook", "task", "message");
  private static final String HINT =
      "write does: { webhook: NAME }, { task: WHAT TO DO }, "
          + "{ message: TEXT, through: WEBHOOK } or myself";

  private final Problems problems;
  private final TeamReader teams;

  ActReader(Problems problems, TeamReader teams) {
    this.problems = problems;
    this.teams = teams;
  }

  /** The act under {@code does}; by hand where there is none. */
  Optional<Act> read(String option, Entries entries) {
    if (!entries.has("does")) {
      return Optional.of(new Act.Myself());
    }
    if (!entries.isMapping("does")) {
      return word(option, entries);
    }
    Optional<Mapping> mapping = entries.mapping("does");
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    Entries words = new Entries(mapping.get(), problems, WORDS, Set.of());
    List<String> given = KINDS.stream().filter(words::has).toList();
    if (given.isEmpty()) {
      problems.error(words.at(), "option " + option + " has no way to do it", HINT);
      return Optional.empty();
    }
    if (given.size() > 1) {
      problems.error(
          words.keyAt(given.get(1)),
          "option " + option + " says both " + given.get(0) + " and " + given.get(1),
          "an option does one thing; make two options");
      return Optional.empty();
    }
    stray(words, "team", "task");
    stray(words, "through", "message");
    return act(given.get(0), words);
  }

  private Optional<Act> word(String option, Entries entries) {
    Optional<Scalar> word = entries.scalar("does");
    if (word.isPresent() && !word.get().text().strip().equals("myself")) {
      problems.error(
          word.get().at(),
          "option " + option + " does what nobody knows: " + word.get().text().strip(),
          HINT);
      return Optional.empty();
    }
    return word.map(by -> new Act.Myself());
  }

  private Optional<Act> act(String kind, Entries words) {
    return switch (kind) {
      case "webhook" -> webhook(words, "webhook").map(Act.Webhook::new);
      case "task" -> task(words);
      default -> message(words);
    };
  }

  private Optional<Act> task(Entries words) {
    Optional<String> team =
        words.scalar("team").filter(teams::checkKnown).map(Scalar::text).map(String::strip);
    return words.text("task").map(text -> new Act.Task(text, team));
  }

  private Optional<Act> message(Entries words) {
    if (!words.has("through")) {
      problems.error(
          words.keyAt("message"),
          "message needs through beside it",
          "add through: WEBHOOK, the system that writes to customers");
      return Optional.empty();
    }
    Optional<String> through = webhook(words, "through");
    return words.text("message").flatMap(text -> through.map(name -> new Act.Message(text, name)));
  }

  private Optional<String> webhook(Entries words, String word) {
    Optional<Scalar> name = words.scalar(word);
    name.ifPresent(text -> Names.check(text, "a webhook", problems));
    return name.map(Scalar::text);
  }

  private void stray(Entries entries, String word, String owner) {
    if (entries.has(word) && !entries.has(owner)) {
      problems.error(entries.keyAt(word), word + " means something only beside " + owner);
    }
  }
}
