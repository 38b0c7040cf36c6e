package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.playbook.Catalogue;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a playbook; without a server or directory, against the language alone. */
@picocli.CommandLine.Command(
    name = "check",
    description = {
      "Says what is wrong with a playbook. Exit code 1 if something is.",
      "Where a server runs or there is a data directory, names are compared with those really seen."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private Connection place = new Connection();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "The playbook.")
  private Path file = Path.of("playbook.yaml");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String text = PlaybookCommand.read(file);
    Data found = check(text);
    boolean good = Boolean.TRUE.equals(found.get("good"));
    if (json) {
      out().println(Print.json(found));
      return good ? Failure.OK : Failure.PROBLEMS;
    }
    Print.list(found, "problems").forEach(each -> print(out(), file, "error", each));
    Print.list(found, "warnings").forEach(each -> print(out(), file, "warning", each));
    if (good) {
      out()
          .println(
              "%s is good: %s facts, %s segments, %s moments"
                  .formatted(
                      file,
                      Print.text(found, "facts"),
                      Print.text(found, "segments"),
                      Print.text(found, "moments")));
    }
    return good ? Failure.OK : Failure.PROBLEMS;
  }

  private Data check(String text) {
    try {
      Optional<Client> client = place.reach();
      if (client.isPresent()) {
        try (Client asked = client.get()) {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          return Client.checked(asked.call("POST", "/api/playbook/check", body));
        }
      }
    } catch (Failure e) {
      PrintWriter err = spec().commandLine().getErr();
      err.println("names are not compared with those really seen: " + e.getMessage());
    }
    return PlaybookChecks.check(text, Catalogue.EMPTY);
  }

  /** Prints a problem with its place, its line and what to do. */
  static void print(PrintWriter out, Path file, String what, Data problem) {
    out.println(
        "%s:%s:%s: %s: %s"
            .formatted(
                file,
                Print.text(problem, "line"),
                Print.text(problem, "column"),
                what,
                Print.text(problem, "message")));
    String excerpt = problem.text("excerpt");
    if (excerpt != null && !excerpt.isBlank() && problem.get("column") instanceof Long column) {
      out.println("    " + excerpt);
      out.println("    " + " ".repeat((int) Math.max(0, column - 1)) + "^");
    }
    String hint = problem.text("hint");
    if (hint != null) {
      out.println("    " + hint);
    }
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by picocli only");
    }
    return spec;
  }
}
