package dev.attune.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param data the directory that holds everything
 * @param host name or address to listen on
 * @param port 0 finds a free one
 * @param playbook adopted at the first start on an empty directory; absent: the starter
 * @param tls absent: plain HTTP, on this machine only
 * @param plainOnNetwork plain HTTP is wanted on the network too, such as behind a proxy
 */
public record ServerConfig(
    Path data,
    String host,
    int port,
    Optional<Path> playbook,
    Optional<TlsFiles> tls,
    boolean plainOnNetwork) {
  /** Where {@code attune serve} listens unless told otherwise. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** The port unless told otherwise. */
  public static final int DEFAULT_PORT = 8080;

  public ServerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, got " + port);
    }
  }

  /** On this machine, at a free port, with the starter playbook. */
  public static ServerConfig local(Path data) {
    return new ServerConfig(data, DEFAULT_HOST, 0, Optional.empty(), Optional.empty(), false);
  }

  /** The same, with a playbook of its own. */
  public ServerConfig withPlaybook(Path file) {
    return new ServerConfig(data, host, port, Optional.of(file), tls, plainOnNetwork);
  }

  /** Whether only this machine can reach it. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
