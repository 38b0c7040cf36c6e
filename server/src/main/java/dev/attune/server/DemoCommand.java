package dev.attune.server;

import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.simulator.Meridian;
import dev.attune.simulator.Sender;
import dev.attune.simulator.Simulation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows Attune at work on an invented company. */
@picocli.CommandLine.Command(
    name = "demo",
    description =
        "Runs a server with an invented company: 5,000 customers' year through the real intake,"
            + " then life goes on.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int MOST_CUSTOMERS = 1_000_000;
  private static final String TRUTH = "truth.jsonl";
  private static final Duration JUST_NOW = Duration.ofMinutes(3);
  private static final Duration YEAR = Duration.ofDays(365);

  /** What a customer sends in a year on average; only for the bar. */
  private static final int SIGNALS_A_CUSTOMER = 85;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + ServerConfig.DEFAULT_PORT,
      description =
          "The port to listen on (${DEFAULT-VALUE}); if it is in use, a free one is found.")
  private int port = ServerConfig.DEFAULT_PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data in this new directory; otherwise they go when the demo ends.")
  private @Nullable Path data;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many customers (${DEFAULT-VALUE}).")
  private int customers = 5_000;

  @Option(
      names = "--exit-after-loading",
      description = "End once the year is there and folded, instead of going on.")
  private boolean exitAfterLoading;

  @Spec private @Nullable CommandSpec spec;
  private volatile boolean stopping;

  @Override
  public Integer call() {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw Failure.usage("--customers must be from 1 to 1000000, got " + customers);
    }
    Logs.start();
    Path directory = directory();
    AtomicReference<String> url = new AtomicReference<>("");
    Demo demo = new Demo(path -> next(url.get() + path));
    AttuneServer server = AttuneServer.start(config(directory), Optional.of(demo));
    url.set(server.url());
    demo.settle(server.accounts().people());
    Thread stop = new Thread(() -> stop(server, directory), "attune-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Map<Sender, String> keys = sources(server);
    Instant to = Instant.now().minus(JUST_NOW).truncatedTo(ChronoUnit.MILLIS);
    Simulation simulation = Simulation.of(SEED, customers, to.minus(YEAR), to);
    greet(server, demo, directory, keys);
    writeTruth(simulation, directory);
    try (DemoSystems systems = DemoSystems.start();
        DemoCompany company = new DemoCompany(simulation, server.url(), keys)) {
      systems.connect(server.webhooks(), server.engine());
      load(server, demo, company);
      if (!exitAfterLoading) {
        out().println("Life goes on: a few signals a second. Ctrl-C ends the demo.");
        company.live(() -> !stopping);
      }
    } catch (Failure failure) {
      // What was under way when somebody ended the demo is no failure.
      if (!stopping) {
        throw failure;
      }
    }
    return Failure.OK;
  }

  private Path directory() {
    try {
      if (data == null) {
        return Files.createTempDirectory("attune-demo");
      }
      if (Files.exists(data)) {
        throw Failure.usage(
            "%s is there already: a demo begins in a new directory".formatted(data));
      }
      return Files.createDirectories(data);
    } catch (IOException e) {
      throw Failure.environment("cannot make a directory for the demo: " + e.getMessage());
    }
  }

  private ServerConfig config(Path directory) {
    try {
      Path playbook = Files.writeString(directory.resolve("meridian.yaml"), Meridian.playbook());
      return ServerConfig.local(directory.resolve("data"))
          .withPlaybook(playbook)
          .with(DemoSystems.REACHED)
          .at(isFree(port) ? port : 0);
    } catch (IOException e) {
      throw Failure.environment("cannot write to %s: %s".formatted(directory, e.getMessage()));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<Sender, String> sources(AttuneServer server) {
    Map<Sender, String> keys = new EnumMap<>(Sender.class);
    for (Sender sender : Sender.values()) {
      keys.put(
          sender,
          sender.origin().isHearsay()
              ? server.addBrowserSource(sender.source())
              : server.addServerSource(sender.source()));
    }
    return keys;
  }

  private void greet(AttuneServer server, Demo demo, Path directory, Map<Sender, String> keys) {
    String curl = curl(server);
    PrintWriter out = out();
    out.println(
        "Meridian Mobility, an invented company: a year of %,d customers.".formatted(customers));
    out.println("Open this address, in a browser on this machine. It signs you in, once:");
    out.println();
    out.println("  " + server.url() + demo.path());
    out.println();
    out.println(
        "You are Ana then, who leads customer care; on the page, look at it as others do, too.");
    out.println(
        "Attune listens on %s (data in %s)".formatted(server.url(), directory.resolve("data")));
    out.println(
        "What is true of them, known to nobody, is in %s".formatted(directory.resolve(TRUTH)));
    out.println();
    out.println(
        "Who is in a vulnerable moment; who is in which segment; and a signal of your own:");
    out.println("  %s '%s/api/moments?limit=3'".formatted(curl, server.url()));
    out.println("  %s %s/api/segments".formatted(curl, server.url()));
    out.println(
        "  curl -s -u %s: -d '{\"userId\":\"you\",\"event\":\"Ride Completed\"}' %s/v1/track"
            .formatted(keys.get(Sender.BACKEND), server.url()));
    out.println();
    out.flush();
  }

  /** Somebody is in; who wants to come in from elsewhere needs another address. */
  private void next(String address) {
    PrintWriter out = out();
    out.println("The demo was opened. For another browser: " + address);
    out.flush();
  }

  private static void writeTruth(Simulation simulation, Path directory) {
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(TRUTH))) {
      Iterator<String> lines = simulation.truthLines().iterator();
      while (lines.hasNext()) {
        out.write(lines.next());
        out.write('\n');
      }
    } catch (IOException e) {
      throw Failure.environment("cannot write to %s: %s".formatted(directory, e.getMessage()));
    }
  }

  private static String curl(AttuneServer server) {
    return "curl -s -H 'Authorization: Bearer %s'"
        .formatted(server.firstToken().orElseGet(server::ownToken));
  }

  private void load(AttuneServer server, Demo demo, DemoCompany company) {
    long started = System.nanoTime();
    Progress progress = new Progress(System.err, Progress.onTerminal(), "signals");
    double expected = (double) customers * SIGNALS_A_CUSTOMER;
    Client client = Connection.running(server.data());
    if (client == null) {
      throw Failure.environment("the server that was just started does not answer");
    }
    long sent;
    AtomicLong before = new AtomicLong();
    try (client) {
      sent =
          company.sendHistory(
              client,
              count -> {
                // Whoever looks meanwhile waits for what was sent: never for more than two pieces.
                long now = server.engine().progress().appended();
                server.engine().await(before.getAndSet(now));
                demo.loaded(Math.min(0.99, count / expected));
                progress.show(count, Math.min(0.99, count / expected));
              });
    }
    settle(server);
    demo.loaded(1);
    progress.done(sent);
    out()
        .println(
            String.format(
                Locale.ROOT,
                "%,d signals are in and folded after %.0f s.",
                sent,
                (System.nanoTime() - started) / 1e9));
    example(server);
  }

  /** Waits until all that was sent is folded. */
  private static void settle(AttuneServer server) {
    server.engine().await(server.engine().progress().appended());
    while (server.engine().progress().pending() > 0) {
      try {
        Thread.sleep(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Failure.environment("interrupted");
      }
    }
  }

  /** Somebody worth looking at, with lines that work. */
  private void example(AttuneServer server) {
    List<MomentView> open = server.engine().moments(MomentQuery.open()).items();
    if (open.isEmpty()) {
      return;
    }
    MomentView moment = open.getFirst();
    String url = server.url() + "/api/customers/" + Paths.encoded(moment.customer().toString());
    out().println("Somebody to look at, and why:");
    out().println("  %s '%s'".formatted(curl(server), url));
    out().println("  %s '%s/why/%s'".formatted(curl(server), url, moment.rule()));
    out().flush();
  }

  private void stop(AttuneServer server, Path directory) {
    stopping = true;
    server.close();
    if (data == null) {
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by picocli only");
    }
    return spec.commandLine().getOut();
  }
}
