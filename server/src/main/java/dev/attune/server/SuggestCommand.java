package dev.attune.server;

import dev.attune.customer.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Drafts rules from what was really seen. */
@picocli.CommandLine.Command(
    name = "suggest",
    description =
        "Drafts rules from the events, properties and dates really seen, and rehearses them.")
final class SuggestCommand extends Command {
  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Rehearse the last N days (default 90).")
  private @Nullable Integer days;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description =
          "Rehearse the days before DATE in place of those before now, such as 2026-01-31.")
  private @Nullable LocalDate until;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Also write the playbook that holds, with all suggestions in it.")
  private @Nullable Path file;

  @Override
  int run(Client client) {
    String query = (days == null ? "?" : "?days=" + days) + (until == null ? "" : "&to=" + until);
    Data answer =
        Client.checked(client.call("POST", "/api/playbook/suggestions" + query, new byte[0]));
    List<Data> suggestions = list(answer, "suggestions");
    Data rehearsal = Print.object(answer, "rehearsal");
    Data result =
        rehearsal.isEmpty()
            ? Data.EMPTY
            : Print.object(RehearseCommand.watch(client, Print.text(rehearsal, "id")), "result");
    if (file != null) {
      write(file, Print.text(answer, "text"));
    }
    if (!asJson(Data.of("suggestions", suggestions, "result", result))) {
      suggestions.forEach(each -> print(each, result));
      if (!result.isEmpty()) {
        RehearseCommand.remind(client, result, out());
      }
      if (suggestions.isEmpty()) {
        out().println("nothing to suggest yet: there is too little to go by");
      }
    }
    return Failure.OK;
  }

  private void print(Data suggestion, Data result) {
    String name = Print.text(suggestion, "name");
    out().println(name + ": " + Print.text(suggestion, "sentence"));
    out().println("  seen: " + Print.text(suggestion, "evidence"));
    for (Data kind : list(result, "kinds")) {
      if (name.equals(kind.text("kind"))) {
        out()
            .println(
                "  would have opened %s, for %s customers"
                    .formatted(Print.text(kind, "count"), Print.text(kind, "customers")));
      }
    }
    for (Data goal : list(result, "goals")) {
      if (name.equals(goal.text("name"))) {
        out()
            .println(
                "  would have been attained %s times and missed %s"
                    .formatted(Print.text(goal, "attained"), Print.text(goal, "missed")));
      }
    }
    Print.text(suggestion, "adds").lines().forEach(line -> out().println("    " + line));
    out().println();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Failure.environment("cannot write %s: %s".formatted(file, e.getMessage()));
    }
  }
}
