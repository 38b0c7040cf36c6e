package dev.attune.server;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The versions of the playbook on the command line. */
final class VersionCommands {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private VersionCommands() {}

  /** What differs between two playbooks. */
  @picocli.CommandLine.Command(
      name = "diff",
      description = {
        "Says what differs, rule by rule: from the version that holds (or VERSION) to a file or another version.",
        "Exit code 1 if something does."
      })
  static final class Diff extends Command {
    @Parameters(index = "0", paramLabel = "FILE|VERSION", description = "The later one.")
    private String later = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "VERSION",
        description = "The earlier one; by default the version that holds.")
    private @Nullable Integer earlier;

    @Override
    int run(Client client) {
      boolean isVersion = NUMBER.matcher(later).matches();
      byte[] text =
          isVersion
              ? new byte[0]
              : PlaybookCommand.read(Path.of(later)).getBytes(StandardCharsets.UTF_8);
      String query = isVersion ? "?to=" + later : "?";
      String from = earlier == null ? "" : "&from=" + earlier;
      Data answer = Client.checked(client.call("POST", "/api/playbook/diff" + query + from, text));
      List<Data> differences = list(answer, "differences");
      if (!asJson(answer)) {
        Print.differences(out(), differences);
        if (differences.isEmpty()) {
          out().println("they say the same");
        }
      }
      return differences.isEmpty() ? Failure.OK : Failure.PROBLEMS;
    }
  }

  /** Every version. */
  @picocli.CommandLine.Command(
      name = "history",
      description = "Every version of the playbook, newest first: when, and by whom.")
  static final class History extends Command {
    @Override
    int run(Client client) {
      Data answer = client.get("/api/playbook/versions");
      if (!asJson(answer)) {
        for (Data version : list(answer, "versions")) {
          String same =
              version.get("sameAs") == null ? "" : ", as version " + version.get("sameAs");
          out()
              .println(
                  "%4s  %s  by %s%s"
                      .formatted(
                          Print.text(version, "version"),
                          Print.text(version, "adoptedAt"),
                          Print.text(version, "adoptedBy"),
                          same));
        }
      }
      return Failure.OK;
    }
  }

  /** Back to an earlier version. */
  @picocli.CommandLine.Command(
      name = "rollback",
      description = "Adopts an earlier version's text again, as a new version.")
  static final class RollBack extends Command {
    @Parameters(paramLabel = "VERSION", description = "The earlier version.")
    private int version;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it.")
    private @Nullable String by;

    @Override
    int run(Client client) {
      String path =
          "/api/playbook/versions/%d/adopt?by=%s"
              .formatted(version, Paths.encoded(PlaybookCommand.name(by)));
      Data adopted = Client.checked(client.call("POST", path, new byte[0]));
      if (!asJson(adopted)) {
        out()
            .println(
                "version %s, with the text of version %d, holds from %s"
                    .formatted(
                        Print.text(adopted, "version"), version, Print.text(adopted, "from")));
      }
      return Failure.OK;
    }
  }
}
