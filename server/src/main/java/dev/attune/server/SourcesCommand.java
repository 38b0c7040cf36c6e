package dev.attune.server;

import dev.attune.customer.Data;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
      SourcesCommand.Map.class,
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

    @Option(
        names = "--mapping",
        paramLabel = "FILE",
        description = "What its CloudEvents say; without one each is a track of its subject.")
    private @Nullable Path mapping;

    @Override
    int run(Client client) {
      Data.Builder source = new Data.Builder().put("name", name).put("kind", kind);
      if (mapping != null) {
        source.put("mapping", read(mapping));
      }
      Data made = client.ask("POST", "/api/sources", source.build());
      if (!asJson(made)) {
        out().println("write key, shown once: " + Print.text(made, "writeKey"));
      }
      return Failure.OK;
    }
  }

  /** Says what a source's CloudEvents mean. */
  @picocli.CommandLine.Command(
      name = "map",
      description = "Sets what a source's CloudEvents say, or prints it where no file is given.")
  static final class Map extends Command {
    @Parameters(index = "0", paramLabel = "NAME", description = "The source's name.")
    private String name = "";

    @Parameters(
        index = "1",
        paramLabel = "FILE",
        arity = "0..1",
        description = "A mapping file; see docs/formats/cloudevents.md.")
    private @Nullable Path mapping;

    @Override
    int run(Client client) {
      String path = "/api/sources/%s/mapping".formatted(Paths.encoded(name));
      if (mapping == null) {
        Answer answer = client.call("GET", path, new byte[0]);
        if (answer.status() != 200) {
          Client.checked(answer);
        }
        out().println(answer.text());
        return Failure.OK;
      }
      byte[] text = read(mapping).getBytes(StandardCharsets.UTF_8);
      if (!asJson(Client.checked(client.call("PUT", path, text)))) {
        out().println(name + " is mapped by " + mapping);
      }
      return Failure.OK;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.usage("cannot read %s: %s".formatted(file, e.getMessage()));
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
