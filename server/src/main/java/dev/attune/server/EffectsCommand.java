package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.Interest;
import dev.attune.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What was recorded, and what is from now on. */
@picocli.CommandLine.Command(
    name = "effects",
    description =
        "Tells what was recorded, in order: who entered, what opened, what was withdrawn.")
final class EffectsCommand extends Command {
  private static final String ID = "id: ";
  private static final String DATA = "data: ";

  @Option(
      names = "--kind",
      paramLabel = "KIND,...",
      completionCandidates = Kinds.class,
      description = "Only these, of ${COMPLETION-CANDIDATES}.")
  private String kind = "";

  @Option(names = "--moment", paramLabel = "NAME,...", description = "Only of these moments.")
  private String moment = "";

  @Option(names = "--segment", paramLabel = "NAME,...", description = "Only of these segments.")
  private String segment = "";

  @Option(names = "--goal", paramLabel = "NAME,...", description = "Only of these goals.")
  private String goal = "";

  @Option(names = "--customer", paramLabel = "ID", description = "Only of this customer.")
  private String customer = "";

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description =
          "Begin behind this one: a number, oldest or latest (oldest; to follow: latest).")
  private @Nullable String from;

  @Option(names = "--follow", description = "Go on with what is recorded from now on.")
  private boolean follow;

  /** The words that a kind may be. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Interest.KINDS.iterator();
    }
  }

  @Override
  int run(Client client) {
    if (!follow) {
      pages(client);
      return Failure.OK;
    }
    if (!(client instanceof RemoteClient server)) {
      throw Failure.environment("--follow needs a running server: start one by 'attune serve'");
    }
    String place = from == null ? "latest" : from;
    while (true) {
      place = listen(server, place);
    }
  }

  private void pages(Client client) {
    String place = from == null ? "oldest" : from;
    while (true) {
      Data page = client.get("/api/effects" + query(place));
      list(page, "effects").forEach(this::print);
      place = Print.text(page, "next");
      if (place.equals(Print.text(page, "last"))) {
        return;
      }
    }
  }

  /** Listens until the stream ends; says where. When the server is gone, coming again fails. */
  private String listen(RemoteClient server, String from) {
    String place = from;
    try (RemoteClient.Incoming stream =
            server.download("GET", "/api/effects/stream" + query(from));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      String next = from;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(ID)) {
          next = line.substring(ID.length());
        } else if (line.startsWith(DATA)) {
          print(Json.read(line.substring(DATA.length())));
        } else if (line.isEmpty()) {
          place = next;
        }
      }
    } catch (IOException e) {
      // Cut off: what was not heard whole is heard again.
      return place;
    }
    return place;
  }

  private String query(String place) {
    return "?from=%s&kind=%s&moment=%s&segment=%s&goal=%s&customer=%s"
        .formatted(
            Paths.encoded(place),
            Paths.encoded(kind),
            Paths.encoded(moment),
            Paths.encoded(segment),
            Paths.encoded(goal),
            Paths.encoded(customer));
  }

  private void print(Data effect) {
    if (!asJson(effect)) {
      String withdrawn = effect.text("withdrawn");
      out()
          .println(
              "%8s  %s  %-9s %s  %s%s"
                  .formatted(
                      Print.text(effect, "position"),
                      Print.text(effect, "at"),
                      Print.text(effect, "kind"),
                      Print.text(effect, "rule"),
                      Print.text(effect, "customer"),
                      withdrawn == null ? "" : "  withdrawn: " + withdrawn));
    }
    out().flush();
  }
}
