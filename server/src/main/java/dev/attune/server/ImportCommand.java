package dev.attune.server;

import dev.attune.customer.Data;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings recorded signals in from a file. */
@picocli.CommandLine.Command(
    name = "import",
    description =
        "Brings recorded signals in from a file: CSV, JSON lines, columns of text; plain or gzip.",
    footer = {
      "",
      "The same rows again change nothing, so an import that was cut off is simply started again.",
      "Exit code 1: some rows were refused; each is named with its line and reason."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Mixin private Connection place = new Connection();

  @Parameters(paramLabel = "FILE", description = "The file; - reads the standard input.")
  private String file = "";

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "Says how rows become signals (docs/formats/import-mapping.md). Without it every line is a message as the intake takes it.")
  private @Nullable Path mappingFile;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "The name under which the signals are kept; by default the mapping's, else 'import'.")
  private @Nullable String source;

  @Option(names = "--dry-run", description = "Read and judge every row; send nothing.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Optional<String> mappingText = Optional.ofNullable(mappingFile).map(ImportCommand::read);
    try (Opened opened = open()) {
      ImportReport report =
          mappingText.isPresent() ? mapped(opened, mappingText.get()) : messages(opened);
      report.lines(dryRun ? "would be sent" : "sent").forEach(out()::println);
      return report.refused() > 0 ? Failure.PROBLEMS : Failure.OK;
    } catch (UncheckedIOException e) {
      throw Failure.environment("cannot read %s: %s".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw Failure.environment("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  private ImportReport mapped(Opened opened, String mappingText) {
    Mapping mapping;
    RowReader rows;
    try {
      mapping = MappingReader.read(mappingText);
      rows = RowReader.of(mapping, opened.in());
    } catch (YamlMap.Wrong e) {
      throw Failure.problems("%s: %s".formatted(mappingFile, e.getMessage()));
    }
    rows.columns().ifPresent(columns -> compare(mapping.columns(), columns));
    RowMapper mapper = new RowMapper(mapping);
    return run(source == null ? mapping.source() : source, rows, mapper::map, opened, mappingText);
  }

  private ImportReport messages(Opened opened) {
    MessageLines lines = new MessageLines();
    return run(
        source == null ? "import" : source,
        RowReader.ofMessages(opened.in()),
        lines::map,
        opened,
        "");
  }

  private ImportReport run(
      String name,
      RowReader rows,
      Importer.RowMapperOrMessages mapper,
      Opened opened,
      String mapping) {
    if (!Sources.isName(name)) {
      throw Failure.usage(Sources.NAME_RULE);
    }
    Progress progress = new Progress(System.err, Progress.onTerminal(), "rows");
    if (dryRun) {
      return new Importer(name, rows, mapper, ImportState.none(), progress, opened.part()).dryRun();
    }
    ImportState state =
        opened.path().isPresent() && place.directory().isPresent()
            ? ImportState.of(place.directory().get(), opened.path().get(), mapping + name)
            : ImportState.none();
    try (Client client = place.connect()) {
      return new Importer(name, rows, mapper, state, progress, opened.part())
          .run(new ImportTarget(client, name));
    }
  }

  private void compare(Set<String> asked, List<String> columns) {
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(Set.copyOf(columns));
    if (!missing.isEmpty()) {
      throw Failure.problems(
          "%s names columns that the file does not have: %s; it has: %s"
              .formatted(mappingFile, String.join(", ", missing), String.join(", ", columns)));
    }
  }

  /** A file, unpacked where it is packed. */
  private record Opened(Optional<Path> path, InputStream in, DoubleSupplier part)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private Opened open() {
    try {
      if (file.equals("-")) {
        return new Opened(Optional.empty(), unpacked(System.in), () -> -1);
      }
      Path path = Path.of(file);
      double size = Math.max(1, Files.size(path));
      Counting counting = new Counting(Files.newInputStream(path));
      return new Opened(Optional.of(path), unpacked(counting), () -> counting.count / size);
    } catch (IOException e) {
      throw Failure.environment("cannot read %s: %s".formatted(file, reason(e)));
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw Failure.environment("cannot read %s: %s".formatted(path, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(4);
    byte[] start = buffered.readNBytes(3);
    buffered.reset();
    return Bodies.isGzip(start) ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by picocli only");
    }
    return spec.commandLine().getOut();
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }

  /** Lines that are messages already; those without an id of their own get one from the line. */
  static final class MessageLines {
    private final Repetitions repetitions = new Repetitions();

    List<RowMapper.Said> map(Row.Sound row) {
      if (!(row instanceof Row.Json json)) {
        return List.of(new RowMapper.Said.Bad("no JSON object"));
      }
      byte[] content = RowMapper.sha256(json.content());
      int repetition = repetitions.next(java.nio.ByteBuffer.wrap(content).getLong());
      if (json.data().get("messageId") != null) {
        return List.of(new RowMapper.Said.Message(bytes(json.content())));
      }
      Data.Builder message =
          new Data.Builder().put("messageId", RowMapper.rowId(0, content, repetition));
      json.data().forEach(message::put);
      return List.of(new RowMapper.Said.Message(dev.attune.wire.Json.write(message.build())));
    }

    private static byte[] bytes(String text) {
      return text.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
