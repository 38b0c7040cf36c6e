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
 * @param names by which it is called, beside those of this machine
 * @param proxies who may say for whom they ask
 * @param auditKey where the audit's key lies; absent: in the data directory, or where that says
 * @param outgoing how it reaches the world outside
 */
public record ServerConfig(
    Path data,
    String host,
    int port,
    Optional<Path> playbook,
    Optional<TlsFiles> tls,
    boolean plainOnNetwork,
    HostNames names,
    Proxies proxies,
    Optional<Path> auditKey,
    Outgoing outgoing) {
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
    return new ServerConfig(
        data,
        DEFAULT_HOST,
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        HostNames.NONE,
        Proxies.NONE,
        Optional.empty(),
        Outgoing.USUAL);
  }

  /** The same, with a playbook of its own. */
  public ServerConfig withPlaybook(Path file) {
    return new ServerConfig(
        data,
        host,
        port,
        Optional.of(file),
        tls,
        plainOnNetwork,
        names,
        proxies,
        auditKey,
        outgoing);
  }

  /** The same, reaching out in another way. */
  ServerConfig with(Outgoing other) {
    return new ServerConfig(
        data, host, port, playbook, tls, plainOnNetwork, names, proxies, auditKey, other);
  }

  /** The same at another port. */
  ServerConfig at(int other) {
    return new ServerConfig(
        data, host, other, playbook, tls, plainOnNetwork, names, proxies, auditKey, outgoing);
  }

  /**
   * Why a request is for another server, if it is. A page can have its own name point to this
   * machine, and then ask what it likes as if it were from here (DNS rebinding); so what listens
   * here only answers to names that nobody else can have. On the network names are asked for once
   * one is told: its own cannot be known.
   */
  Optional<Refusal> misdirected(Request request) {
    if (!isLoopback() && names.isEmpty()) {
      return Optional.empty();
    }
    return request
        .header("host")
        .filter(called -> !names.include(called, host))
        .map(called ->
            Refusal.caller(
                421,
                "wrong-host",
                "this server does not answer to the name '%s'; if that is its name, start it with --host-name"
                    .formatted(called)));
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
