package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.pages.Frame;
import dev.attune.pages.ImportPage;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.playbook.Playbook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Bringing a file from a browser: it comes in pieces, is understood, tried, and then run. Only who
 * brings it sees it.
 */
final class ImportPages {
  /** Asks for what the columns say, when the file was brought in already. */
  private static final String MAPPING = "mapping";

  private static final Access IMPORT = Access.bearer(Scope.IMPORT);
  private static final String HOME = "/imports";

  private final Engine engine;
  private final Framing framing;
  private final ImportApi imports;
  private final Uploads uploads;

  ImportPages(Engine engine, Framing framing, ImportApi imports, Uploads uploads) {
    this.engine = engine;
    this.framing = framing;
    this.imports = imports;
    this.uploads = uploads;
  }

  /** The routes of imports, by a program and by a browser. */
  static List<Route> of(
      Engine engine, Framing framing, ImportApi imports, Path data, InstantSource clock) {
    Uploads uploads = new Uploads(data.resolve("uploads"), clock);
    ImportPages pages = new ImportPages(engine, framing, imports, uploads);
    return List.of(
        Route.post("/api/import", IMPORT, imports::take).never(),
        Route.post(HOME, IMPORT, pages::begin),
        Route.post(HOME + "/rows", IMPORT, pages::paste),
        Route.post(HOME + "/{id}/pieces", IMPORT, pages::piece).never(),
        Route.get(HOME + "/{id}", IMPORT, pages::show),
        Route.get(HOME + "/{id}/now", IMPORT, pages::now),
        Route.get(HOME + "/{id}/refused.csv", IMPORT, pages::refused),
        Route.post(HOME + "/{id}", IMPORT, pages::act));
  }

  private static String href(Upload upload) {
    return HOME + "/" + upload.id();
  }

  private Answer begin(Request request) {
    String size = request.parameter("size").filter(text -> text.matches("\\d{1,15}")).orElse("0");
    String name = request.parameter("name").orElse("rows");
    Upload upload = uploads.begin(name, request.caller().name(), Long.parseLong(size));
    return Answer.json(201, Data.of("href", href(upload))).with("Location", href(upload));
  }

  private Answer piece(Request request) {
    Upload upload = uploads.demand(request);
    String at = request.parameter("at").filter(text -> text.matches("\\d{1,15}")).orElse("0");
    byte[] piece = request.entity().read(Uploads.PIECE);
    long arrived = upload.add(Long.parseLong(at), piece, uploads.now());
    return Answer.ok(Data.of("arrived", arrived));
  }

  private Answer paste(Request request) {
    byte[] rows = Form.of(request).demand("rows").getBytes(StandardCharsets.UTF_8);
    Upload upload = uploads.begin("rows.csv", request.caller().name(), rows.length);
    long unused = upload.add(0, rows, uploads.now());
    return Framing.to(href(upload));
  }

  private Answer show(Request request) {
    Upload upload = uploads.demand(request);
    boolean isMapping = request.parameter(MAPPING).isPresent() && !upload.isRunning();
    if (upload.job().isPresent() && !isMapping) {
      return answer(request, 200, upload, stage(upload.job().get()));
    }
    FileTrial trial = FileTrial.of(upload);
    Frame frame = framing.of(request);
    String zone = engine.playbook().map(Playbook::zone).orElse(frame.words().zone()).getId();
    return answer(request, 200, upload, trial.guessed(zone));
  }

  private Answer answer(Request request, int status, Upload upload, ImportPage.Stage stage) {
    Frame frame = framing.of(request);
    ImportPage page = page(frame, upload, stage);
    return Framing.answer(
        request, status, Pages.importing(frame.at(Place.SOURCES, upload.name()), page));
  }

  private static ImportPage page(Frame frame, Upload upload, ImportPage.Stage stage) {
    boolean isMapping = stage instanceof ImportPage.Mapping;
    return new ImportPage(
        href(upload),
        upload.name(),
        size(frame, upload.size()),
        isMapping ? upload.broughtIn() : upload.before(),
        stage);
  }

  private static String size(Frame frame, long bytes) {
    return bytes < 1_000_000
        ? frame.words().decimal(Math.ceil(bytes / 100.0) / 10) + " KB"
        : frame.words().decimal(Math.round(bytes / 100_000.0) / 10.0) + " MB";
  }

  /** Nothing while there is nothing to say; a piece of the page then. */
  private Answer now(Request request) {
    Optional<Upload> found = uploads.find(request);
    if (found.isEmpty()) {
      // The open page would ask for ever.
      return Answer.empty(204).with("HX-Redirect", Place.SOURCES.href());
    }
    Upload upload = found.get();
    Frame frame = framing.of(request);
    return upload
        .job()
        .map(
            job -> Framing.answer(request, Pages.importNow(frame, page(frame, upload, stage(job)))))
        .orElseGet(() -> Answer.empty(204));
  }

  private Answer act(Request request) {
    Upload upload = uploads.demand(request);
    Form form = Form.of(request);
    return switch (form.text("act")) {
      case "drop" -> {
        uploads.drop(upload);
        yield Framing.to(Place.SOURCES.href());
      }
      case "stop" -> {
        upload.job().ifPresent(ImportJob::stop);
        yield Framing.to(href(upload));
      }
      case "run" -> run(request, upload, form);
      default -> tried(request, upload, form);
    };
  }

  private Answer tried(Request request, Upload upload, Form form) {
    ImportPage.Mapping stage = FileTrial.of(upload).tried(form);
    return answer(request, stage.problem().isPresent() ? 422 : 200, upload, stage);
  }

  private Answer run(Request request, Upload upload, Form form) {
    if (upload.isRunning()) {
      return Framing.to(href(upload));
    }
    FileTrial trial = FileTrial.of(upload);
    Optional<Mapped> mapped = trial.mapped(form);
    if (mapped.isEmpty()) {
      return tried(request, upload, form);
    }
    upload.run(new ImportJob(imports, upload, mapped.get()));
    return Framing.to(href(upload));
  }

  private static ImportPage.Stage stage(ImportJob job) {
    return switch (job.state()) {
      case ImportJob.State.Running running ->
          new ImportPage.Running((int) (running.part() * 100), running.sent());
      case ImportJob.State.Ended ended -> new ImportPage.Ended(ended.reason(), ended.sent());
      case ImportJob.State.Done(ImportReport report) ->
          new ImportPage.Done(
              report.rows(),
              report.signals(),
              report.skipped(),
              report.refused(),
              FileTrial.reasons(report));
    };
  }

  private Answer refused(Request request) {
    Upload upload = uploads.demand(request);
    CsvText csv = new CsvText("line", "reason");
    upload
        .job()
        .map(ImportJob::state)
        .ifPresent(state -> {
          if (state instanceof ImportJob.State.Done(ImportReport report)) {
            report.named().forEach(row -> csv.row(Long.toString(row.line()), row.reason()));
          }
        });
    return csv.answer("refused");
  }
}
