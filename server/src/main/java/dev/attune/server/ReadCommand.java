package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Reads a playbook back in plain sentences. */
@picocli.CommandLine.Command(
    name = "read",
    description = {
      "Reads every rule back as a plain sentence: of a file, or of the playbook that holds.",
      "Exit code 1 if something is wrong with the file."
    })
final class ReadCommand extends Command {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A playbook; without it the one that holds.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    return file == null ? super.call() : told(file);
  }

  @Override
  int run(Client client) {
    return tell(list(client.get("/api/playbook"), "sentences"));
  }

  private int told(Path path) {
    return switch (new PlaybookReader().read(PlaybookCommand.read(path))) {
      case Checked.Accepted accepted -> tell(PlaybookChecks.sentences(accepted.playbook()));
      case Checked.Refused refused -> {
        refused
            .problems()
            .forEach(each -> CheckCommand.print(out(), path, "error", Shapes.problem(each)));
        yield Failure.PROBLEMS;
      }
    };
  }

  private int tell(List<Data> sentences) {
    if (asJson(Data.of("sentences", sentences))) {
      return Failure.OK;
    }
    String about = "";
    for (Data each : sentences) {
      if (!about.equals(Print.text(each, "about"))) {
        about = Print.text(each, "about");
        out().println(about);
      }
      out().println("  " + Print.text(each, "name") + ": " + Print.text(each, "text"));
      if (each.get("more") instanceof List<?> more) {
        more.forEach(line -> out().println("    " + line));
      }
    }
    return Failure.OK;
  }
}
