package dev.attune.server;

import dev.attune.customer.Data;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the company cares about: the playbook. */
@picocli.CommandLine.Command(
    name = "playbook",
    description = "Checks, rehearses, adopts and shows the playbook.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      PlaybookCommand.Adopt.class,
      PlaybookCommand.Show.class,
      ReadCommand.class,
      RehearseCommand.class,
      SuggestCommand.class,
      VersionCommands.Diff.class,
      VersionCommands.History.class,
      VersionCommands.RollBack.class
    },
    mixinStandardHelpOptions = true)
final class PlaybookCommand {
  private PlaybookCommand() {}

  /** Adopts a playbook. */
  @picocli.CommandLine.Command(
      name = "adopt",
      description =
          "Makes a playbook the one that holds. Exit code 1 if something is wrong with it.")
  static final class Adopt extends Command {
    @Parameters(paramLabel = "FILE", description = "The playbook.")
    private Path file = Path.of("playbook.yaml");

    @Option(names = "--by", paramLabel = "NAME", description = "Who adopts it.")
    private @Nullable String by;

    @Option(
        names = "--based-on",
        paramLabel = "VERSION",
        description = "Only if this version still holds.")
    private @Nullable Integer basedOn;

    @Override
    int run(Client client) {
      byte[] text = read(file).getBytes(StandardCharsets.UTF_8);
      String base = basedOn == null ? "" : "&based-on=" + basedOn;
      Answer answer =
          client.call("PUT", "/api/playbook?by=" + Paths.encoded(name(by)) + base, text);
      if (answer.status() == 422) {
        Data problem = dev.attune.wire.Json.read(answer.body());
        print(out(), file, problem);
        return Failure.PROBLEMS;
      }
      Data adopted = Client.checked(answer);
      if (!asJson(adopted)) {
        list(adopted, "warnings").forEach(each -> CheckCommand.print(out(), file, "warning", each));
        out()
            .println(
                "version %s holds from %s"
                    .formatted(Print.text(adopted, "version"), Print.text(adopted, "from")));
      }
      return Failure.OK;
    }
  }

  /** Prints the playbook that holds. */
  @picocli.CommandLine.Command(name = "show", description = "Prints the playbook that holds.")
  static final class Show extends Command {
    @Override
    int run(Client client) {
      Data playbook = client.get("/api/playbook");
      if (!asJson(playbook)) {
        out().println(Print.text(playbook, "text"));
      }
      return Failure.OK;
    }
  }

  /** Says what is wrong with a playbook that was refused. */
  static void print(PrintWriter out, Path file, Data refused) {
    Print.list(refused, "problems")
        .forEach(problem -> CheckCommand.print(out, file, "error", problem));
  }

  /** Who acts, where nobody says. */
  static String name(@Nullable String by) {
    return by == null ? System.getProperty("user.name", "somebody") : by;
  }

  static String read(Path file) {
    try {
      return PlaybookVersions.text(Files.readAllBytes(file));
    } catch (Refusal e) {
      throw Failure.environment("cannot read %s: %s".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw Failure.environment("cannot read %s: there is no such file".formatted(file));
    }
  }
}
