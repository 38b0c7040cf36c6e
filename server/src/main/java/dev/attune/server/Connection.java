package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.people.Secret;
import dev.attune.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Attune a command is about: options that commands share. */
final class Connection {
  static final String DEFAULT_DATA = ".attune";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DEFAULT_DATA,
      description =
          "The data directory (${DEFAULT-VALUE}). A running server is asked, else it is opened.")
  private Path data = Path.of(DEFAULT_DATA);

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A server on another machine, instead of --data; needs --token.")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:ATTUNE_TOKEN}",
      description = "An API token; better given as ATTUNE_TOKEN, which others cannot see.")
  private @Nullable String token;

  /** The directory, if the command is about one here. */
  Optional<Path> directory() {
    return url == null ? Optional.of(data) : Optional.empty();
  }

  /**
   * Reaches it.
   *
   * @throws Failure if it cannot be reached
   */
  Client connect() {
    Optional<RemoteClient> server = server();
    if (server.isPresent()) {
      return server.get();
    }
    if (!Files.isDirectory(data)) {
      throw Failure.environment(
          "there is no data directory %s; 'attune serve --data %s' makes one"
              .formatted(data, data));
    }
    return LocalClient.open(data);
  }

  /** Reaches it if there is anything to reach. */
  Optional<Client> reach() {
    return url == null && running(data) == null && !Files.isDirectory(data)
        ? Optional.empty()
        : Optional.of(connect());
  }

  /**
   * The server that is asked, if one is: the one named, or the one that runs on the directory.
   *
   * @throws Failure if it is named without a token
   */
  Optional<RemoteClient> server() {
    if (url == null) {
      return Optional.ofNullable(running(data));
    }
    Secret secret = Secret.presented(token);
    if (secret == null) {
      throw Failure.usage("--url needs a token: set ATTUNE_TOKEN or give --token");
    }
    return Optional.of(RemoteClient.withToken(url, secret));
  }

  /** The server that runs on a directory, or null. */
  static @Nullable RemoteClient running(Path data) {
    Path file = AttuneServer.addressFile(data);
    if (!Files.isReadable(file)) {
      return null;
    }
    try {
      Data address = Json.read(Files.readAllBytes(file));
      Secret secret = Secret.presented(address.text("token"));
      String at = address.text("url");
      if (secret == null || at == null) {
        return null;
      }
      RemoteClient client = RemoteClient.withToken(at, secret);
      if (client.isAlive()) {
        return client;
      }
      client.close();
      return null;
    } catch (IOException | Json.BadJson e) {
      return null;
    }
  }
}
