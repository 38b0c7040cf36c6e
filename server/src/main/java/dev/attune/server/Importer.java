package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.server.RowMapper.Said;
import dev.attune.wire.Envelope;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of one file in: reads, maps, sends in pieces, remembers how far it is, and
 * reports. Owned by one thread; one use.
 */
final class Importer {
  private static final int PIECE_MESSAGES = 2_000;
  private static final int PIECE_BYTES = 4 * 1024 * 1024;

  /** Where messages go. */
  interface Target {
    /**
     * Sends messages, one a line.
     *
     * @return what was refused, by number of the line in this piece, from 1
     * @throws Failure if that cannot be done
     */
    List<ImportReport.RefusedRow> send(byte[] lines, int messages);
  }

  private final String source;
  private final RowReader rows;
  private final RowMapperOrMessages mapper;
  private final ImportState state;
  private final Progress progress;
  private final DoubleSupplier part;
  private final ImportReport report = new ImportReport();
  private final List<ImportReport.RefusedRow> refusedByServer = new ArrayList<>();
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private final List<Long> pieceLines = new ArrayList<>();

  /** What turns a row into messages. */
  interface RowMapperOrMessages {
    List<Said> map(Row.Sound row);
  }

  Importer(
      String source,
      RowReader rows,
      RowMapperOrMessages mapper,
      ImportState state,
      Progress progress,
      DoubleSupplier part) {
    this.source = source;
    this.rows = rows;
    this.mapper = mapper;
    this.state = state;
    this.progress = progress;
    this.part = part;
  }

  /** Sends everything. */
  ImportReport run(Target target) {
    long arrived = state.load(report);
    refusedByServer.addAll(report.named());
    for (Row row = rows.next(); row != null; row = rows.next()) {
      report.row();
      boolean isThere = report.rows() <= arrived;
      take(row, isThere ? null : this::add);
      if (pieceLines.size() >= PIECE_MESSAGES || piece.size() >= PIECE_BYTES) {
        send(target);
      }
      progress.show(report.rows(), part.getAsDouble());
    }
    send(target);
    progress.done(report.rows());
    state.forget();
    return report;
  }

  /** Looks at everything and sends nothing. */
  ImportReport dryRun() {
    for (Row row = rows.next(); row != null; row = rows.next()) {
      report.row();
      take(row, this::judge);
      progress.show(report.rows(), part.getAsDouble());
    }
    progress.done(report.rows());
    return report;
  }

  private interface Taker {
    void take(long line, byte[] message);
  }

  private void take(Row row, @Nullable Taker taker) {
    switch (row) {
      case Row.Broken broken -> report.refuse(broken.line(), broken.reason());
      case Row.Sound sound -> {
        List<Said> all = mapper.map(sound);
        if (all.stream().allMatch(Said.Skipped.class::isInstance)) {
          report.skip();
        }
        for (Said said : all) {
          switch (said) {
            case Said.Skipped skipped -> {}
            case Said.Bad bad -> report.refuse(row.line(), bad.reason());
            case Said.Message message when taker != null -> taker.take(row.line(), message.json());
            case Said.Message message -> report.signals(1);
          }
        }
      }
    }
  }

  private void add(long line, byte[] message) {
    piece.writeBytes(message);
    piece.write('\n');
    pieceLines.add(line);
  }

  private void send(Target target) {
    if (!pieceLines.isEmpty()) {
      List<ImportReport.RefusedRow> refused = target.send(piece.toByteArray(), pieceLines.size());
      report.signals(pieceLines.size() - refused.size());
      for (ImportReport.RefusedRow row : refused) {
        long line = pieceLines.get((int) row.line() - 1);
        report.refuse(line, row.reason());
        refusedByServer.add(new ImportReport.RefusedRow(line, row.reason()));
      }
      piece.reset();
      pieceLines.clear();
    }
    state.save(report.rows(), refusedByServer);
  }

  private void judge(long line, byte[] message) {
    Envelope envelope =
        Envelope.of(source, Origin.SERVER, Instant.now()).upTo(Envelope.RECORD_LIMIT);
    switch (MessageReader.read(message, envelope)) {
      case Received.Accepted accepted -> {
        report.signals(1);
        report.kind(kindAndName(accepted), message);
      }
      case Received.Refused refused -> report.refuse(line, refused.message());
    }
  }

  private static String kindAndName(Received.Accepted accepted) {
    String name = accepted.signal().name();
    String kind = accepted.signal().kind().word();
    return name == null ? kind : kind + " '" + name + "'";
  }

  /** What a server's answer to a piece says was refused. */
  static List<ImportReport.RefusedRow> refusedIn(Data answer) {
    List<ImportReport.RefusedRow> refused = new ArrayList<>();
    if (answer.get("refused") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Data row && row.get("line") instanceof Long line) {
          refused.add(new ImportReport.RefusedRow(line, String.valueOf(row.text("message"))));
        }
      }
    }
    return refused;
  }
}
