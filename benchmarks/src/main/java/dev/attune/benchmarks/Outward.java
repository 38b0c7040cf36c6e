package dev.attune.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.attune.customer.Data;
import dev.attune.delivery.AddressGuard;
import dev.attune.delivery.AddressRange;
import dev.attune.delivery.Courier;
import dev.attune.delivery.Outcome;
import dev.attune.delivery.Resolver;
import dev.attune.delivery.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes the server send to where only it can reach: by webhooks to addresses inside, by a redirect,
 * and by a name whose address changes between the check and the connection.
 */
final class Outward implements Attack {
  /** The only address that the server is told it may send to. */
  static final String ALLOWED = "127.0.0.2";

  private static final List<String> INSIDE =
      List.of(
          "http://127.0.0.1:%d/",
          "http://localhost:%d/",
          "http://127.1:%d/",
          "http://2130706433:%d/",
          "http://0x7f000001:%d/",
          "http://0177.0.0.1:%d/",
          "http://0.0.0.0:%d/",
          "http://127.0.0.3:%d/",
          "http://[::1]:%d/",
          "http://[::]:%d/",
          "http://[::ffff:127.0.0.1]:%d/",
          "http://[::ffff:7f00:1]:%d/",
          "http://[64:ff9b::7f00:1]:%d/",
          "http://user@127.0.0.1:%d/",
          "https://127.0.0.1:%d/",
          "https://10.0.0.1/",
          "https://172.16.0.1/",
          "https://192.168.0.1/",
          "https://100.64.0.1/",
          "https://169.254.1.1/",
          "http://169.254.169.254/latest/meta-data/",
          "https://169.254.169.254/latest/meta-data/",
          "https://100.100.100.200/latest/meta-data/",
          "https://168.63.129.16/",
          "https://192.0.0.192/",
          "https://[fc00::1]/",
          "https://[fd00:ec2::254]/latest/meta-data/",
          "https://[fe80::1]/",
          "https://[::ffff:10.0.0.1]/",
          "https://[2002:0a00:0001::]/",
          "https://224.0.0.1/",
          "https://255.255.255.255/",
          "http://93.184.216.34/",
          "file:///etc/passwd",
          "gopher://127.0.0.1:%d/",
          "ftp://127.0.0.1:%d/",
          "https://");

  @Override
  public String name() {
    return "webhooks to the inside";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    AtomicInteger reached = new AtomicInteger();
    HttpServer secret =
        listen(
            1,
            exchange -> {
              reached.incrementAndGet();
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            });
    int port = secret.getAddress().getPort();
    HttpServer door =
        listen(
            2,
            exchange -> {
              String there = "http://127.0.0.1:" + port + exchange.getRequestURI().getPath();
              exchange.getResponseHeaders().set("Location", there);
              exchange.sendResponseHeaders(
                  Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
              exchange.close();
            });
    try {
      for (String each : INSIDE) {
        hook(victim, tries, each.contains("%d") ? each.formatted(port) : each);
      }
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        String url = "http://%s:%d/%d".formatted(ALLOWED, door.getAddress().getPort(), status);
        hook(victim, tries, url);
      }
      rebind(tries, port);
      tries.note("what is inside was reached", reached.get() == 0, "nothing came");
    } finally {
      secret.stop(0);
      door.stop(0);
    }
  }

  private static HttpServer listen(int last, com.sun.net.httpserver.HttpHandler handler)
      throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(address(last), 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  /** 127.0.0.x. */
  private static InetAddress address(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private static void hook(Victim victim, Tries tries, String url) throws Exception {
    Victim.Reply made = victim.admin("POST", "/api/webhooks", Data.of("name", "probe", "url", url));
    if (made.status() != 201) {
      tries.note(url, made.status() == 422 || made.status() == 400, made.code());
      return;
    }
    Data said = victim.admin("POST", "/api/webhooks/probe/test", Data.EMPTY).json();
    victim.admin("POST", "/api/webhooks/probe/remove", Data.EMPTY);
    String outcome = String.valueOf(said.text("outcome"));
    boolean isRefused = Boolean.FALSE.equals(said.get("taken"));
    tries.note(url + ": " + outcome, isRefused, kind(outcome));
  }

  private static String kind(String outcome) {
    if (outcome.startsWith("nothing is sent")) {
      return "nothing is sent there";
    }
    return outcome.startsWith("answered 3") ? "redirect not followed" : outcome;
  }

  /** A name that is allowed when it is checked, and is the inside when it is asked again. */
  private static void rebind(Tries tries, int port) throws Exception {
    InetAddress good = address(2);
    InetAddress bad = address(1);
    AtomicInteger asked = new AtomicInteger();
    Outcome turned =
        post(port, host -> asked.getAndIncrement() == 0 ? List.of(good) : List.of(bad));
    tries.note(
        "a name bound anew", asked.get() == 1 && !(turned instanceof Outcome.Taken), "asked once");
    Outcome mixed = post(port, host -> List.of(good, bad));
    tries.note("a name of both", mixed instanceof Outcome.Forbidden, "nothing is sent there");
  }

  private static Outcome post(int port, Resolver resolver) {
    AddressGuard guard = new AddressGuard(List.of(AddressRange.of(ALLOWED)));
    try (Courier courier =
        new Courier(
            guard,
            resolver,
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofSeconds(5))) {
      return courier.post(Target.of("http://turns.example:" + port + "/"), Map.of(), new byte[0]);
    }
  }
}
