package dev.attune.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server until it is told to stop. */
@picocli.CommandLine.Command(
    name = "serve",
    description = "Runs a server until it is told to stop.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = Connection.DEFAULT_DATA,
      description =
          "The directory that holds everything (${DEFAULT-VALUE}); made if it is not there.")
  private Path data = Path.of(Connection.DEFAULT_DATA);

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = ServerConfig.DEFAULT_HOST,
      description = "The address to listen on (${DEFAULT-VALUE}).")
  private String host = ServerConfig.DEFAULT_HOST;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + ServerConfig.DEFAULT_PORT,
      description = "The port to listen on (${DEFAULT-VALUE}); 0 finds a free one.")
  private int port = ServerConfig.DEFAULT_PORT;

  @Option(
      names = "--playbook",
      paramLabel = "FILE",
      description =
          "The playbook for an empty directory; otherwise the starter playbook is adopted. Later: attune playbook adopt.")
  private @Nullable Path playbook;

  @Option(
      names = "--tls-certificate",
      paramLabel = "PEM",
      description = "Serve HTTPS by this certificate chain.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      description = "The certificate's key: PKCS #8, not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--plain-on-network",
      description =
          "Listen without TLS on an address that other machines reach, such as behind a proxy.")
  private boolean plainOnNetwork;

  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      split = ",",
      description =
          "A name by which callers reach it, such as attune.example.com; give it again for more. On loopback only this machine's own names are answered otherwise.")
  private List<String> hostNames = new ArrayList<>();

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "An address or range, such as 10.0.0.0/8, whose X-Forwarded-For and X-Forwarded-Proto are believed; give it again for more.")
  private List<String> trustedProxies = new ArrayList<>();

  @Option(
      names = "--audit-key",
      paramLabel = "FILE",
      description =
          "Where the audit's key lies, better on another disk than the data; made if it is not there, and remembered.")
  private @Nullable Path auditKey;

  @Mixin private OutgoingOptions outgoing = new OutgoingOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if ((certificate == null) != (key == null)) {
      throw Failure.usage("--tls-certificate and --tls-key go together");
    }
    Optional<TlsFiles> tls =
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new TlsFiles(certificate, key));
    if (port < 0 || port > 65_535) {
      throw Failure.usage("--port must be from 0 to 65535, got " + port);
    }
    Logs.start();
    ServerConfig config =
        new ServerConfig(
            data,
            host,
            port,
            Optional.ofNullable(playbook),
            tls,
            plainOnNetwork,
            HostNames.of(hostNames),
            Proxies.of(trustedProxies),
            Optional.ofNullable(auditKey),
            outgoing.read());
    AttuneServer server = AttuneServer.start(config);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "attune-stop"));
    greet(server);
    stopped.await();
    return Failure.OK;
  }

  private void greet(AttuneServer server) {
    if (spec == null) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Attune listens on %s (data in %s)".formatted(server.url(), data));
    server
        .firstToken()
        .ifPresent(token -> {
          out.println();
          out.println("First start. This token may do everything and is shown once:");
          out.println("  " + token);
          out.println("Signals need a source:");
          out.println("  ./attune sources add website --data " + data);
          out.println();
        });
    server
        .firstSignIn()
        .ifPresent(address -> {
          out.println("There is no steward yet. Whoever opens this address first becomes one:");
          out.println("  " + address);
          out.println();
        });
    out.flush();
  }
}
