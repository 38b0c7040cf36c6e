package dev.attune.engine;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a backup says of itself, first of all.
 *
 * <pre>
 *   { "backup": 1, "format": 1, "at": "2026-03-01T08:00:00Z", "position": 4711,
 *     "files": [ { "name": "FORMAT", "bytes": 9 }, { "name": "journal/000012.sst", "bytes": 52311 } ] }
 * </pre>
 *
 * @param format of the data directory it was taken of
 * @param at when it was taken
 * @param position of the newest entry of the journal that was acknowledged before it began; it
 *     holds at least all up to that
 * @param parts its files, in their order
 */
record Manifest(int format, Instant at, long position, List<Part> parts) {
  static final String NAME = "MANIFEST.json";
  static final String SUMS = "SHA256SUMS";
  private static final int VERSION = 1;

  /** Nothing else is in a data directory, so that no backup can name a file beside it. */
  private static final Pattern NAMES =
      Pattern.compile("FORMAT|REDACTION-KEY|(journal|store)/[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

  /** A file, by its path in the data directory. */
  record Part(String name, long bytes) {
    Part {
      if (!NAMES.matcher(name).matches() || bytes < 0) {
        throw new IllegalArgumentException("no file of a data directory: " + name);
      }
    }
  }

  Manifest {
    parts = List.copyOf(parts);
  }

  byte[] encode() {
    List<Data> files = new ArrayList<>();
    parts.forEach(part -> files.add(Data.of("name", part.name, "bytes", part.bytes)));
    return Json.write(
        Data.of(
            "backup", VERSION,
            "format", format,
            "at", at.toString(),
            "position", position,
            "files", files));
  }

  /** Reads it; the reason why it cannot be as an exception's message. */
  static Manifest decode(byte[] bytes) {
    try {
      Data data = Json.read(bytes);
      int version = (int) number(data, "backup");
      int format = (int) number(data, "format");
      if (version > VERSION || format > DataDirectory.VERSION) {
        throw new EngineException(
            EngineException.Kind.CALLER,
            "newer-format",
            "the backup was taken by a newer Attune (backup %d, format %d; this one knows %d and %d): use that version"
                .formatted(version, format, VERSION, DataDirectory.VERSION));
      }
      List<Part> parts = new ArrayList<>();
      if (data.get("files") instanceof List<?> files) {
        for (Object file : files) {
          Data part = (Data) file;
          parts.add(new Part(String.valueOf(part.text("name")), number(part, "bytes")));
        }
      }
      Instant at = Instant.parse(String.valueOf(data.text("at")));
      return new Manifest(format, at, number(data, "position"), parts);
    } catch (Json.BadJson
        | ClassCastException
        | IllegalArgumentException
        | DateTimeParseException e) {
      throw new EngineException(
          EngineException.Kind.CALLER,
          "damaged-backup",
          "the backup is damaged: its %s cannot be read: %s".formatted(NAME, e.getMessage()),
          e);
    }
  }

  private static long number(Data data, String name) {
    if (data.get(name) instanceof Long number && number >= 0) {
      return number;
    }
    throw new IllegalArgumentException("'%s' is no number".formatted(name));
  }
}
