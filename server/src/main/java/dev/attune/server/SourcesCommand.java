package dev.attune.server;

import dev.attune.customer.Data;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may send signals. */
@picocli.CommandLine.Command(
    name = "sources",
    description = "Who may send signals.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SourcesCommand.Add.class,
      SourcesCommand.Show.class,
      SourcesCommand.Revoke.class
    },
    mixinStandardHelpOptions = true)
final class SourcesCommand {
  /** Makes a source. */
  @picocli.CommandLine.Command(
      name = "add",
      description = "Makes a source and prints its write key, once.")
  static final class Add extends Command {
    @Parameters(paramLabel = "NAME", description = "A name such as website or shop.")
    private String name = "";

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        defaultValue = "server",
        description =
            "server: the key stays secret. browser: anyone can read it, so what it says is hearsay.")
    private String kind = "server";

    @Override
    int run(Client client) {
      Data made = client.ask("POST", "/api/sources", Data.of("name", name, "kind", kind));
      if (!asJson(made)) {
        out().println("write key, shown once: " + Print.text(made, "writeKey"));
      }
      return Failure.OK;
    }
  }

  /** Lists sources. */
  @picocli.CommandLine.Command(name = "list", description = "Lists the sources.")
  static final class Show extends Command {
    @Override
    int run(Client client) {
      Data answer = client.get("/api/sources");
      if (!asJson(answer)) {
        for (Data source : list(answer, "sources")) {
          out()
              .println(
                  "%-24s %-8s since %s%s"
                      .formatted(
                          Print.text(source, "name"),
                          Print.text(source, "kind"),
                          Print.text(source, "createdAt"),
                          Revoking.state(source)));
        }
      }
      return Failure.OK;
    }
  }

  /** Revokes a source's key. */
  @picocli.CommandLine.Command(
      name = "revoke",
      description = "Refuses a source's key from now on. What it sent stays.")
  static final class Revoke extends Revoking {
    @Override
    String such() {
      return "sources";
    }
  }
}
