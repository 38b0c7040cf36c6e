package dev.attune.server;

import dev.attune.pages.ImportPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file, and what would come of its first rows by a mapping that is guessed, or as a form says.
 */
final class FileTrial {
  /** So many rows are tried: all of most files, and no more than a second of anybody's time. */
  private static final int TRIED = 10_000;

  private static final int REASONS = 20;
  private static final int EXAMPLES = 3;
  private static final ZonedDateTime EXAMPLE =
      ZonedDateTime.of(2026, 1, 31, 9, 30, 0, 0, ZoneOffset.UTC);
  private static final List<String> MEANINGS =
      Arrays.stream(Meaning.values()).map(Meaning::word).toList();

  private final Upload upload;
  private final FileShape shape;

  private FileTrial(Upload upload, FileShape shape) {
    this.upload = upload;
    this.shape = shape;
  }

  /**
   * Looks at a file.
   *
   * @throws Refusal if it is not whole, or cannot be read
   */
  static FileTrial of(Upload upload) {
    if (!upload.isWhole()) {
      throw Refusal.caller(
          409, "not-whole", "the file is not here as a whole: choose it again on Sources");
    }
    try (InputStream in = upload.open()) {
      byte[] head = in.readNBytes(FileShape.HEAD);
      return new FileTrial(upload, FileShape.of(head, head.length == upload.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isMessages() {
    return shape.kind() instanceof FileShape.Kind.Messages;
  }

  /** By what its columns seem to say. */
  ImportPage.Mapping guessed(String zone) {
    return tried(FileGuess.of(upload.name(), shape, zone));
  }

  /** By what a form says. */
  ImportPage.Mapping tried(Form form) {
    return tried(said(form));
  }

  /** What a form says, if it can be done and anything would come of it. */
  Optional<Mapped> mapped(Form form) {
    boolean isOfUse = tried(form).tried().filter(each -> each.signals() > 0).isPresent();
    return isOfUse ? Optional.of(mapped(said(form))) : Optional.empty();
  }

  private FileMapping said(Form form) {
    Map<String, Meaning> meanings = new LinkedHashMap<>();
    for (int i = 0; i < shape.columns().size(); i++) {
      meanings.put(
          shape.columns().get(i).name(), Meaning.of(form.text("c" + i)).orElse(Meaning.NOTHING));
    }
    return new FileMapping(
        form.text("source").strip(),
        form.filled("kind").orElse("track"),
        form.text("event").strip(),
        form.filled("timeFormat").orElse("iso"),
        form.text("zone").strip(),
        form.text("key"),
        meanings);
  }

  /** Of the day on which the file came, where it does not say when. */
  private Instant when() {
    return upload.touched();
  }

  private Mapped mapped(FileMapping said) {
    if (!Sources.isName(said.source())) {
      throw new YamlMap.Wrong(1, Sources.NAME_RULE);
    }
    return new Mapped(
        said.source(),
        isMessages()
            ? Optional.empty()
            : Optional.of(MappingReader.read(said.text(shape, when()))));
  }

  private ImportPage.Mapping tried(FileMapping said) {
    String problem = twice(said).or(() -> zone(said)).orElse("");
    Optional<ImportPage.Tried> tried = Optional.empty();
    if (problem.isEmpty()) {
      try {
        tried = Optional.of(dryRun(mapped(said)));
      } catch (YamlMap.Wrong e) {
        problem = String.valueOf(e.getMessage()).replaceFirst("^line \\d+: ", "");
      } catch (UncheckedIOException e) {
        problem = String.valueOf(e.getMessage());
      }
    }
    return new ImportPage.Mapping(
        isMessages(),
        columns(said),
        whole(said),
        isMessages() ? "" : said.text(shape, when()),
        tried,
        Optional.of(problem).filter(text -> !text.isEmpty()));
  }

  private static Optional<String> twice(FileMapping said) {
    return Arrays.stream(Meaning.values())
        .filter(Meaning::isSingle)
        .map(meaning ->
            said.meanings().entrySet().stream()
                .filter(each -> each.getValue() == meaning)
                .map(Map.Entry::getKey)
                .toList())
        .filter(columns -> columns.size() > 1)
        .map(columns ->
            "%s say the same: one column can say it, the others are texts or left out"
                .formatted(String.join(", ", columns)))
        .findFirst();
  }

  private static Optional<String> zone(FileMapping said) {
    try {
      if (!said.zone().isEmpty()) {
        ZoneId unused = ZoneId.of(said.zone());
      }
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of(
          "'%s' is no time zone: expected one such as Europe/Berlin".formatted(said.zone()));
    }
  }

  private List<ImportPage.Column> columns(FileMapping said) {
    List<ImportPage.Column> columns = new ArrayList<>();
    for (FileShape.Column each : shape.columns()) {
      boolean canBe = FileMapping.canBeNamed(each.name());
      columns.add(
          new ImportPage.Column(
              "c" + columns.size(),
              each.name(),
              each.values().stream().distinct().limit(EXAMPLES).map(Labels::cut).toList(),
              said.meanings().getOrDefault(each.name(), Meaning.NOTHING).word(),
              canBe ? MEANINGS : List.of(Meaning.NOTHING.word())));
    }
    return columns;
  }

  private static ImportPage.Whole whole(FileMapping said) {
    return new ImportPage.Whole(
        said.source(),
        said.kind(),
        said.event(),
        said.timeFormat(),
        FileGuess.TIME_FORMATS.stream()
            .map(format -> new ImportPage.TimeFormat(format, example(format)))
            .toList(),
        said.zone(),
        said.key());
  }

  private static String example(String format) {
    return switch (format) {
      case "iso" -> EXAMPLE.toInstant().toString();
      case "epoch-seconds" -> Long.toString(EXAMPLE.toEpochSecond());
      case "epoch-millis" -> Long.toString(EXAMPLE.toInstant().toEpochMilli());
      default -> EXAMPLE.format(DateTimeFormatter.ofPattern(format, Locale.ENGLISH));
    };
  }

  private ImportPage.Tried dryRun(Mapped mapped) {
    try (InputStream in = upload.open()) {
      First rows = new First(mapped.rows(in));
      PrintStream nobody =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      ImportReport report =
          new Importer(
                  mapped.source(),
                  rows,
                  mapped.mapper(),
                  ImportState.none(),
                  new Progress(nobody, false, "rows"),
                  () -> 0)
              .dryRun();
      List<ImportPage.Example> examples = new ArrayList<>();
      report
          .kinds()
          .forEach((kind, example) ->
              examples.add(new ImportPage.Example(kind, example.count(), example.message())));
      return new ImportPage.Tried(
          report.rows(),
          rows.isAll,
          report.signals(),
          report.skipped(),
          report.refused(),
          reasons(report),
          examples.subList(0, Math.min(EXAMPLES, examples.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ImportPage.Refused> reasons(ImportReport report) {
    return report.named().stream()
        .limit(REASONS)
        .map(row -> new ImportPage.Refused(row.line(), row.reason()))
        .toList();
  }

  /** The first rows of a file. */
  private static final class First implements RowReader {
    private final RowReader all;
    private int count;
    private boolean isAll;

    First(RowReader all) {
      this.all = all;
    }

    @Override
    public @Nullable Row next() {
      Row row = count++ < TRIED ? all.next() : null;
      isAll = row == null && count <= TRIED;
      return row;
    }

    @Override
    public Optional<List<String>> columns() {
      return all.columns();
    }
  }
}
