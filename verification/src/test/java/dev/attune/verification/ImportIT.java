package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public files, imported with the mappings in examples/, noticed and counted once more by hand. */
class ImportIT {
  private static final Duration HALF_A_YEAR = Duration.ofDays(180);
  private static final Duration YEAR = Duration.ofDays(365);

  /** A moment is open for a week and rests for another, unless its rule says otherwise. */
  private static final Duration UNTIL_AGAIN = Duration.ofDays(14);

  private static final Path EXAMPLES = Checkout.root().resolve("examples");

  @Test
  void findsEveryBuyerWhoWentQuiet(@TempDir Path directory) throws IOException {
    Path file = DataFolder.PURCHASES.file();
    Map<String, List<Instant>> purchases = new TreeMap<>();
    ZoneId zone = ZoneId.of("America/New_York");
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.strip().split("\\s+", -1);
      LocalDate day = LocalDate.parse(columns[2], DateTimeFormatter.BASIC_ISO_DATE);
      purchases
          .computeIfAbsent(columns[1], c -> new ArrayList<>())
          .add(day.atStartOfDay(zone).toInstant());
    }
    long quiet = purchases.values().stream().mapToLong(ImportIT::quietSpells).sum();

    assertThat(noticed(directory, "cdnow", "gone-quiet", List.of(file))).isEqualTo(quiet);
  }

  private static long quietSpells(Collection<Instant> purchases) {
    List<Instant> instants = new ArrayList<>(new TreeSet<>(purchases));
    instants.add(Instant.now());
    long spells = 0;
    for (int i = 1; i < instants.size(); i++) {
      Duration gap = Duration.between(instants.get(i - 1), instants.get(i));
      spells += gap.compareTo(HALF_A_YEAR) >= 0 ? 1 : 0;
    }
    return spells;
  }

  @Test
  void findsEverySecondCancellationWithinAYear(@TempDir Path directory) throws IOException {
    List<Path> files = List.of(DataFolder.RESORT_BOOKINGS.file(), DataFolder.CITY_BOOKINGS.file());
    Map<String, List<Instant>> cancellations = new TreeMap<>();
    for (Path file : files) {
      readCancellations(file, cancellations);
    }
    long second = cancellations.values().stream().mapToLong(ImportIT::secondWithinAYear).sum();

    assertThat(noticed(directory, "hotel_bookings", "second-cancellation", files))
        .isEqualTo(second);
  }

  private static void readCancellations(Path file, Map<String, List<Instant>> cancellations)
      throws IOException {
    ZoneId zone = ZoneId.of("Europe/Lisbon");
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> names = Arrays.asList(rows.readLine().split(",", -1));
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] cells = row.split(",", -1);
        Map<String, String> cell = new TreeMap<>();
        for (int i = 0; i < cells.length; i++) {
          String text = cells[i].strip();
          cell.put(names.get(i), text.equals("NULL") ? "" : text);
        }
        if ("Canceled".equals(cell.get("ReservationStatus"))) {
          String account =
              String.join(
                  "-",
                  cell.get("HotelNumber"),
                  cell.get("Agent"),
                  cell.get("Company"),
                  cell.get("Country"));
          LocalDate day = LocalDate.parse(String.valueOf(cell.get("ReservationStatusDate")));
          cancellations
              .computeIfAbsent(account, a -> new ArrayList<>())
              .add(day.atStartOfDay(zone).toInstant());
        }
      }
    }
  }

  /** Openings: the second in the window, and the moment before it is over and has rested. */
  private static long secondWithinAYear(List<Instant> cancellations) {
    List<Instant> instants = cancellations.stream().sorted().toList();
    long openings = 0;
    Instant opened = Instant.MIN;
    int oldest = 0;
    for (int i = 0; i < instants.size(); i++) {
      Instant at = instants.get(i);
      while (!instants.get(oldest).plus(YEAR).isAfter(at)) {
        oldest++;
      }
      boolean rested = opened.equals(Instant.MIN) || !opened.plus(UNTIL_AGAIN).isAfter(at);
      if (i - oldest + 1 == 2 && rested) {
        openings++;
        opened = at;
      }
    }
    return openings;
  }

  /** Imports the files twice; says how many moments there are, after each import the same. */
  private static long noticed(Path directory, String example, String kind, List<Path> files) {
    Path here = EXAMPLES.resolve(example);
    try (ServerProcess server =
        ServerProcess.on(directory.resolve("data"))
            .withPlaybook(here.resolve("playbook.yaml"))
            .start()) {
      importAll(server, here, files);
      List<String> first = moments(server, kind);
      double effects = server.metric("attune_effects_total");
      importAll(server, here, files);
      assertThat(moments(server, kind)).as("after importing again").isEqualTo(first);
      assertThat(server.metric("attune_effects_total")).isEqualTo(effects);
      assertThat(server.get("/api/rejects").list("rejects")).isEmpty();
      return first.size();
    }
  }

  private static void importAll(ServerProcess server, Path example, List<Path> files) {
    for (Path file : files) {
      server.run(
          "import", file.toString(), "--mapping", example.resolve("mapping.yaml").toString());
    }
    server.settle();
  }

  private static List<String> moments(ServerProcess server, String kind) {
    return server.all("/api/moments?state=all&kind=" + kind, "moments").stream()
        // A file that is not in order is folded before all of it is there; what did not last counts
        // as withdrawn.
        .filter((Data moment) -> !"withdrawn".equals(moment.text("state")))
        .map(moment -> moment.text("id") + " " + moment.text("openedAt"))
        .toList();
  }
}
