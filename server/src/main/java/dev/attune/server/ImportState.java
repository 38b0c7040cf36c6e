package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How far an import has come, in a small file in the data directory, so that the next try need not
 * send again what has arrived. Losing it costs time, never correctness: the same rows are the same
 * signals.
 */
final class ImportState {
  private static final int NAME_BYTES = 12;

  private final Optional<Path> file;

  private ImportState(Optional<Path> file) {
    this.file = file;
  }

  /** Nothing is remembered. */
  static ImportState none() {
    return new ImportState(Optional.empty());
  }

  /** Remembered for this file, as it is now, with this mapping. */
  static ImportState of(Path data, Path imported, String mapping) {
    try {
      String what =
          imported.toRealPath()
              + "\n"
              + Files.size(imported)
              + "\n"
              + Files.getLastModifiedTime(imported)
              + "\n"
              + mapping;
      String name = HexFormat.of().formatHex(RowMapper.sha256(what), 0, NAME_BYTES);
      return new ImportState(Optional.of(data.resolve("imports").resolve(name + ".json")));
    } catch (IOException e) {
      return none();
    }
  }

  /** Rows whose signals have arrived, 0 if nothing is known; and those refused among them. */
  long load(ImportReport report) {
    if (file.isEmpty() || !Files.isReadable(file.get())) {
      return 0;
    }
    try {
      Data state = Json.read(Files.readAllBytes(file.get()));
      if (state.get("refused") instanceof List<?> rows) {
        for (Object each : rows) {
          if (each instanceof Data row && row.get("line") instanceof Long line) {
            report.refuse(line, String.valueOf(row.text("reason")));
          }
        }
      }
      return state.get("rows") instanceof Long rows ? rows : 0;
    } catch (IOException | Json.BadJson e) {
      return 0;
    }
  }

  /** Remembers; a failure to is no reason to stop. */
  void save(long rows, List<ImportReport.RefusedRow> refusedByServer) {
    if (file.isEmpty()) {
      return;
    }
    List<Data> refused = new ArrayList<>();
    refusedByServer.forEach(
        row -> refused.add(Data.of("line", row.line(), "reason", row.reason())));
    byte[] json = Json.write(Data.of("rows", rows, "refused", refused));
    Path target = file.get();
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Path next = target.resolveSibling(target.getFileName() + ".next");
      Files.writeString(next, new String(json, StandardCharsets.UTF_8));
      Files.move(next, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.getLogger(ImportState.class.getName())
          .log(System.Logger.Level.WARNING, "cannot remember how far the import is", e);
    }
  }

  /** The import is complete. */
  void forget() {
    file.ifPresent(path -> {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        System.getLogger(ImportState.class.getName())
            .log(System.Logger.Level.WARNING, "cannot delete " + path, e);
      }
    });
  }
}
