package dev.attune.server;

import dev.attune.customer.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may use the API. */
@picocli.CommandLine.Command(
    name = "tokens",
    description = "Who may use the API, and for what.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokensCommand.Add.class, TokensCommand.Show.class, TokensCommand.Revoke.class},
    mixinStandardHelpOptions = true)
final class TokensCommand {
  /** Makes a token. */
  @picocli.CommandLine.Command(name = "add", description = "Makes a token and prints it, once.")
  static final class Add extends Command {
    @Parameters(paramLabel = "NAME", description = "Who will use it.")
    private String name = "";

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        split = ",",
        required = true,
        completionCandidates = Scopes.class,
        description = {
          "What it allows; several with commas or by giving the option again:",
          "${COMPLETION-CANDIDATES} (admin allows all of them)."
        })
    private List<String> scopes = new ArrayList<>();

    @Override
    int run(Client client) {
      Data made =
          client.ask("POST", "/api/tokens", Data.of("name", name, "scopes", List.copyOf(scopes)));
      if (!asJson(made)) {
        out().println("token, shown once: " + Print.text(made, "token"));
      }
      return Failure.OK;
    }
  }

  /** The words that a scope may be. */
  static final class Scopes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Scope.values()).map(Scope::word).iterator();
    }
  }

  /** Lists tokens. */
  @picocli.CommandLine.Command(name = "list", description = "Lists the tokens.")
  static final class Show extends Command {
    @Override
    int run(Client client) {
      Data answer = client.get("/api/tokens");
      if (!asJson(answer)) {
        for (Data token : list(answer, "tokens")) {
          out()
              .println(
                  "%-24s %s%s"
                      .formatted(
                          Print.text(token, "name"),
                          Print.text(token, "scopes"),
                          Revoking.state(token)));
        }
      }
      return Failure.OK;
    }
  }

  /** Revokes a token. */
  @picocli.CommandLine.Command(name = "revoke", description = "Refuses a token from now on.")
  static final class Revoke extends Revoking {
    @Override
    String such() {
      return "tokens";
    }
  }
}
