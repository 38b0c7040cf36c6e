package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a playbook over the recorded history. */
@picocli.CommandLine.Command(
    name = "rehearse",
    description = {
      "Says what a playbook would have noticed, had it held from the beginning; touches nothing live.",
      "Exit code 1 if something is wrong with it."
    })
final class RehearseCommand extends Command {
  private static final long PAUSE_MILLIS = 250;

  @Parameters(paramLabel = "FILE", description = "The playbook.")
  private Path file = Path.of("playbook.yaml");

  @Option(names = "--days", paramLabel = "N", description = "Count the last N days (default 90).")
  private @Nullable Integer days;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description =
          "Count the days before DATE, in the playbook's zone, in place of those before now, such as 2026-01-31: where the history ended long ago.")
  private @Nullable LocalDate until;

  @Option(
      names = "--people",
      paramLabel = "N",
      description = "Share the moments among so many people.")
  private @Nullable Integer people;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Show so many moments of each kind, with why they would open (default 10).")
  private @Nullable Integer examples;

  @Override
  int run(Client client) {
    byte[] text = PlaybookCommand.read(file).getBytes(StandardCharsets.UTF_8);
    String query =
        (days == null ? "?" : "?days=" + days)
            + (people == null ? "" : "&people=" + people)
            + (examples == null ? "" : "&examples=" + examples)
            + (until == null ? "" : "&to=" + until);
    Answer answer = client.call("POST", "/api/playbook/rehearsals" + query, text);
    if (answer.status() == 422) {
      PlaybookCommand.print(out(), file, Json.read(answer.body()));
      return Failure.PROBLEMS;
    }
    Data rehearsal = Client.checked(answer);
    String id = Print.text(rehearsal, "id");
    announce(rehearsal);
    // Who ends this command (Ctrl-C) does not want the rehearsal any more either.
    Thread cancel = new Thread(() -> cancel(client, id), "attune-cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      return finish(
          client, watch(client, id), Stretch.zone(new String(text, StandardCharsets.UTF_8)));
    } finally {
      Runtime.getRuntime().removeShutdownHook(cancel);
    }
  }

  private static void cancel(Client client, String id) {
    client.call("DELETE", "/api/playbook/rehearsals/" + id, new byte[0]);
  }

  private void announce(Data rehearsal) {
    System.err.println(
        String.format(
            Locale.ROOT,
            "attune: %,d signals of %,d customers, about %.0f s (%s)",
            (long) number(rehearsal, "ofSignals"),
            (long) number(rehearsal, "ofCustomers"),
            Math.max(1, number(rehearsal, "expectedSeconds")),
            Print.text(rehearsal, "expectationRestsOn")));
  }

  private static double number(Data data, String name) {
    return data.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  /** Shows how far a rehearsal is, until it is over. */
  static Data watch(Client client, String id) {
    Progress progress = new Progress(System.err, Progress.onTerminal(), "signals");
    while (true) {
      Data rehearsal = client.get("/api/playbook/rehearsals/" + id);
      double signals = number(rehearsal, "signals");
      switch (Print.text(rehearsal, "state")) {
        case "waiting", "running" ->
            progress.show((long) signals, signals / Math.max(1, number(rehearsal, "ofSignals")));
        default -> {
          progress.done((long) signals);
          return rehearsal;
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.environment("interrupted");
    }
  }

  /** Where nothing was noticed, nothing may have happened: says when something last did. */
  private void remind(Client client, Data result) {
    if (Long.valueOf(0).equals(result.get("moments"))) {
      remind(client, result, out());
    }
  }

  /** Says when the newest signal was, if all are from before what was counted. */
  static void remind(Client client, Data result, PrintWriter out) {
    Instant from = Instant.parse(Print.text(result, "from"));
    Print.list(client.get("/api/catalogue"), "entries").stream()
        .map(entry -> entry.text("last"))
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .max(Comparator.naturalOrder())
        .filter(last -> last.isBefore(from))
        .ifPresent(last ->
            out.println(
                "no signal is from these days; the newest is of %s: count those before it with --until %s"
                    .formatted(last, last.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1))));
  }

  private int finish(Client client, Data rehearsal, ZoneId zone) {
    return switch (Print.text(rehearsal, "state")) {
      case "done" -> {
        if (!asJson(rehearsal)) {
          RehearsalPrint.print(out(), Print.object(rehearsal, "result"), zone);
          remind(client, Print.object(rehearsal, "result"));
        }
        yield Failure.OK;
      }
      case "cancelled" -> throw Failure.problems("the rehearsal was cancelled");
      default ->
          throw Failure.environment("the rehearsal failed: " + Print.text(rehearsal, "failure"));
    };
  }
}
