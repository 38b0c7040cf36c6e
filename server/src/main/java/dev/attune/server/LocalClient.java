package dev.attune.server;

import dev.attune.people.Secret;
import java.nio.file.Path;

/** Asks a directory that this process has opened, through the same routes. */
final class LocalClient implements Client {
  private final AttuneServer server;
  private final Secret token;

  private LocalClient(AttuneServer server) {
    this.server = server;
    this.token = server.tokens().own();
  }

  /**
   * Opens a directory on which no server runs.
   *
   * @throws Failure if it cannot be opened
   */
  static LocalClient open(Path data) {
    return new LocalClient(AttuneServer.open(data));
  }

  @Override
  public Answer call(String method, String pathAndQuery, byte[] body) {
    return server.answer(Request.local(method, pathAndQuery, body).withBearer(token));
  }

  @Override
  public void close() {
    server.close();
  }
}
