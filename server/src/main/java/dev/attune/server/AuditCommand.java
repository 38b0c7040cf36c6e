package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who did what. */
@picocli.CommandLine.Command(
    name = "audit",
    description = "Who did what, and to whom: a chain to which is only added.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class},
    mixinStandardHelpOptions = true)
final class AuditCommand {
  private AuditCommand() {}

  /** Holds the chain against its key. */
  @picocli.CommandLine.Command(
      name = "verify",
      description = "Reads all of it, and names the first entry that does not fit.",
      footer = "The log has a head each hour: with it, an end that was cut off is seen too.")
  static final class Verify extends Command {
    @Option(
        names = "--head",
        paramLabel = "NUMBER:MAC",
        description = "A head from the log, which must be in the chain.")
    private @Nullable String head;

    @Override
    int run(Client client) {
      String query = head == null ? "" : "?head=" + Paths.encoded(head);
      Data verdict = client.get("/api/audit/verify" + query);
      boolean isWhole = Boolean.TRUE.equals(verdict.get("whole"));
      if (!asJson(verdict)) {
        out()
            .println(
                isWhole
                    ? "the audit is whole: %s entries, head %s"
                        .formatted(Print.text(verdict, "entries"), Print.text(verdict, "head"))
                    : "entry %s does not fit: %s"
                        .formatted(Print.text(verdict, "first"), Print.text(verdict, "reason")));
      }
      return isWhole ? Failure.OK : Failure.PROBLEMS;
    }
  }

  /** Writes all of it. */
  @picocli.CommandLine.Command(
      name = "export",
      description = "Writes every entry as a line of JSON, oldest first.")
  static final class Export extends Command {
    private static final int PAGE = 500;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; else it is printed.")
    private @Nullable Path file;

    @Override
    int run(Client client) {
      if (file == null) {
        write(client, out());
        return Failure.OK;
      }
      if (Files.exists(file)) {
        throw Failure.usage("%s is there already: name a new file".formatted(file));
      }
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
        write(client, out);
        if (out.checkError()) {
          throw Failure.environment("%s could not be written".formatted(file));
        }
      } catch (IOException e) {
        throw Failure.environment("cannot write %s: %s".formatted(file, e.getMessage()));
      }
      return Failure.OK;
    }

    private static void write(Client client, PrintWriter out) {
      String path = "/api/audit?order=oldest&limit=" + PAGE;
      for (String next = ""; next != null; ) {
        Data page = client.get(next.isEmpty() ? path : path + "&cursor=" + next);
        list(page, "entries").forEach(entry -> out.println(Json.text(entry)));
        next = page.text("next");
      }
      out.flush();
    }
  }
}
