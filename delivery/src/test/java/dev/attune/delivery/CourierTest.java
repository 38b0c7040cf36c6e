package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static final Duration SHORT = Duration.ofMillis(600);

  @TempDir Path directory;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Receiver receiver = opened(Receiver.plain());

  private <T extends AutoCloseable> T opened(T each) {
    open.add(each);
    return each;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Courier courier(Resolver resolver, Duration limit, String... inside) {
    return courier(resolver, (SSLSocketFactory) SSLSocketFactory.getDefault(), limit, inside);
  }

  private Courier courier(
      Resolver resolver, SSLSocketFactory tls, Duration limit, String... inside) {
    AddressGuard guard = new AddressGuard(List.of(inside).stream().map(AddressRange::of).toList());
    return opened(new Courier(guard, resolver, () -> tls, limit));
  }

  private Outcome post(Courier courier, String url) {
    return courier.post(Target.of(url), Map.of("webhook-id", "m1"), BODY);
  }

  @Test
  void sendsWhatItIsGivenToTheNameThatWasMeant() {
    Resolver dns = host -> List.of(InetAddress.getLoopbackAddress());
    Courier courier = courier(dns, Courier.LIMIT, "127.0.0.1");

    Outcome outcome = post(courier, "http://orders.example:" + receiver.port() + "/in?x=1");

    assertThat(outcome).isEqualTo(new Outcome.Taken(204));
    Receiver.Message message = receiver.messages.getFirst();
    assertThat(message.path()).isEqualTo("/in?x=1");
    assertThat(message.body()).isEqualTo(BODY);
    assertThat(message.headers())
        .containsEntry("host", "orders.example:" + receiver.port())
        .containsEntry("webhook-id", "m1");
  }

  @Test
  void refusesThisMachineByEveryNameItHas() {
    Courier courier = courier(Resolver.SYSTEM, Courier.LIMIT);
    int port = receiver.port();
    for (String host :
        List.of("127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]")) {
      Outcome outcome = post(courier, "https://" + host + ":" + port + "/");
      assertThat(outcome).as(host).isInstanceOf(Outcome.Forbidden.class);
      assertThat(outcome.sentence()).as(host).contains("this machine itself");
    }
    assertThat(receiver.messages).isEmpty();
  }

  @Test
  void connectsToTheAddressThatWasChecked() {
    Receiver other = opened(Receiver.on("127.0.0.2"));
    AtomicInteger asked = new AtomicInteger();
    // The first answer is allowed; whoever asks again is sent to what is not.
    Resolver rebinding =
        host ->
            List.of(
                InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"));
    Courier courier = courier(rebinding, Courier.LIMIT, "127.0.0.2");

    assertThat(post(courier, "http://rebind.example:" + other.port() + "/"))
        .isEqualTo(new Outcome.Taken(204));
    assertThat(asked).hasValue(1);
    assertThat(post(courier, "http://rebind.example:" + receiver.port() + "/"))
        .isInstanceOf(Outcome.Forbidden.class);
    assertThat(receiver.messages).isEmpty();
  }

  @Test
  void refusesANameThatMixesGoodAndBadAddresses() {
    Resolver mixed =
        host -> List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("169.254.169.254"));

    Outcome outcome = post(courier(mixed, Courier.LIMIT), "https://mixed.example/");

    assertThat(outcome.sentence()).contains("169.254.169.254", "credentials");
  }

  @Test
  void sendsNothingWithoutTlsToWhatIsPublic() {
    Resolver dns = host -> List.of(InetAddress.getByName("1.1.1.1"));

    Outcome outcome = post(courier(dns, Courier.LIMIT), "http://open.example/");

    assertThat(outcome).isInstanceOf(Outcome.Forbidden.class);
    assertThat(outcome.sentence()).contains("without TLS");
  }

  @Test
  void followsNoRedirect() {
    receiver.manner =
        Receiver.status(302, "Location", "http://127.0.0.1:" + receiver.port() + "/secret");
    Courier courier = courier(Resolver.SYSTEM, Courier.LIMIT, "127.0.0.1");

    Outcome outcome = post(courier, receiver.url());

    assertThat(outcome.sentence()).isEqualTo("answered 302");
    assertThat(receiver.messages).hasSize(1);
  }

  @Test
  void readsWhenItMayComeAgain() {
    receiver.manner = Receiver.status(503, "Retry-After", "120");
    Courier courier = courier(Resolver.SYSTEM, Courier.LIMIT, "127.0.0.1");

    assertThat(post(courier, receiver.url()))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> assertThat(declined.retryAfter()).contains(Duration.ofMinutes(2)));
  }

  @Test
  void doesNotListenToMoreThanItsLimit() {
    receiver.manner = Receiver.talks(10 * 1024 * 1024);
    Courier courier = courier(Resolver.SYSTEM, Courier.LIMIT, "127.0.0.1");

    assertThat(post(courier, receiver.url())).isEqualTo(new Outcome.Taken(200));
  }

  @Test
  void givesUpOnWhoSaysNothing() {
    receiver.manner = receiver.silent();
    long began = System.nanoTime();

    Outcome outcome = post(courier(Resolver.SYSTEM, SHORT, "127.0.0.1"), receiver.url());

    assertThat(outcome).isInstanceOf(Outcome.Unreached.class);
    assertThat(outcome.sentence()).contains("no answer within");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void givesUpOnWhoSpeaksALetterAtATime() {
    CountDownLatch over = new CountDownLatch(1);
    opened(over::countDown);
    receiver.manner =
        (exchange, message) -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write('x');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    // Its status came, so it has it; that it never ends costs no more than the limit.
    assertThat(post(courier(Resolver.SYSTEM, SHORT, "127.0.0.1"), receiver.url()))
        .isEqualTo(new Outcome.Taken(200));
  }

  @Test
  void givesUpOnANameThatTakesTooLongToLookUp() {
    CountDownLatch over = new CountDownLatch(1);
    opened(over::countDown);
    Resolver slow =
        host -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };

    Outcome outcome = post(courier(slow, SHORT), "https://slow.example/");

    assertThat(outcome.sentence()).contains("no answer within");
  }

  @Test
  void saysWhenNobodyKnowsTheNameOrListens() {
    Resolver unknown =
        host -> {
          throw new UnknownHostException(host);
        };
    Receiver gone = Receiver.plain();
    gone.close();

    assertThat(post(courier(unknown, Courier.LIMIT), "https://no.example/").sentence())
        .isEqualTo("nobody knows the name no.example");
    assertThat(post(courier(Resolver.SYSTEM, Courier.LIMIT, "127.0.0.1"), gone.url()).sentence())
        .contains("nobody listens at 127.0.0.1");
  }

  @Test
  void checksTheCertificateAgainstTheName() throws Exception {
    SSLContext context = Certificates.of("orders.example", directory);
    Receiver secure = opened(Receiver.secure(context));
    Resolver dns = host -> List.of(InetAddress.getLoopbackAddress());
    Courier trusting = courier(dns, context.getSocketFactory(), Courier.LIMIT, "127.0.0.1");
    Courier usual = courier(dns, Courier.LIMIT, "127.0.0.1");
    String port = ":" + secure.port() + "/";

    assertThat(post(trusting, "https://orders.example" + port)).isEqualTo(new Outcome.Taken(204));
    assertThat(post(trusting, "https://other.example" + port).sentence()).contains("no TLS");
    assertThat(post(usual, "https://orders.example" + port).sentence()).contains("no TLS");
    assertThat(secure.messages).hasSize(1);
    assertThat(secure.messages.getFirst().headers())
        .containsEntry("host", "orders.example:" + secure.port());
  }
}
