package dev.attune.server;

import dev.attune.engine.Backup;
import dev.attune.engine.Engine;
import dev.attune.engine.NoRoom;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Everything there is, as one file, while the server goes on. */
final class BackupApi {
  private final Engine engine;

  BackupApi(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(Route.post("/api/backup", Access.bearer(Scope.BACKUP), this::take));
  }

  private Answer take(Request request) {
    try {
      Backup backup = engine.backup();
      return Answer.of("application/x-tar", new Saved(backup))
          .with("Attune-Backup-At", backup.at().toString());
    } catch (NoRoom e) {
      throw Refusal.caller(409, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private record Saved(Backup backup) implements Download {
    @Override
    public long length() {
      return backup.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      backup.writeTo(out, written -> {});
    }

    @Override
    public void close() {
      backup.close();
    }
  }
}
