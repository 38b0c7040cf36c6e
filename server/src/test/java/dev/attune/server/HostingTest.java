package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Data;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server stands in its network: names, proxies, certificates, callers who say nothing. */
class HostingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory = Path.of("");

  @Test
  void answersOnLoopbackOnlyToNamesThatNobodyElseCanHave() throws IOException {
    ServerConfig config = config(ServerConfig.DEFAULT_HOST, List.of("attune.example.com"));
    try (AttuneServer server = AttuneServer.start(config)) {
      for (String good : List.of("localhost", "127.0.0.1:80", "[::1]:9", "ATTUNE.example.com:8")) {
        assertThat(ask(server, "Host: " + good)).as(good).startsWith("HTTP/1.1 200");
      }
      for (String bad : List.of("evil.example", "localhost.evil.example", "10.0.0.1", "x:80")) {
        assertThat(ask(server, "Host: " + bad))
            .as(bad)
            .startsWith("HTTP/1.1 421")
            .contains("wrong-host", "--host-name");
      }
    }
  }

  @Test
  void asksForNamesOnTheNetworkOnceItIsToldOne() {
    Request request = called("evil.example");

    assertThat(config("0.0.0.0", List.of()).misdirected(request)).isEmpty();
    assertThat(config("0.0.0.0", List.of("good.example")).misdirected(request)).isPresent();
    assertThat(config("0.0.0.0", List.of("good.example")).misdirected(called("good.example:80")))
        .isEmpty();
    assertThat(config("10.0.0.1", List.of("good.example")).misdirected(called("10.0.0.1:80")))
        .isEmpty();
    assertThatThrownBy(() -> HostNames.of(List.of("http://x"))).isInstanceOf(Failure.class);
  }

  private static Request called(String host) {
    Request request = Request.local("GET", "/health/live", new byte[0]);
    return new Request(
        "GET",
        request.path(),
        request.names(),
        request.query(),
        java.util.Map.of("host", host),
        request.entity(),
        request.address(),
        Optional.empty());
  }

  @Test
  void tellsThePageItsOwnSchemeUnlessAProxyIsTrusted() throws IOException {
    String told = "Host: localhost\r\nX-Forwarded-Proto: https";
    try (AttuneServer server = AttuneServer.start(config(ServerConfig.DEFAULT_HOST, List.of()))) {
      assertThat(settings(server, told)).contains("\"protocol\":\"http\"");
    }
    ServerConfig trusting =
        new ServerConfig(
            directory.resolve("trusting"),
            ServerConfig.DEFAULT_HOST,
            0,
            Optional.empty(),
            Optional.empty(),
            false,
            HostNames.NONE,
            Proxies.of(List.of("127.0.0.1")),
            Optional.empty(),
            Outgoing.USUAL);
    try (AttuneServer server = AttuneServer.start(trusting)) {
      assertThat(settings(server, told)).contains("\"protocol\":\"https\"");
    }
  }

  private static String settings(AttuneServer server, String headers) throws IOException {
    return say(server.port(), "GET /v1/projects/k/settings HTTP/1.1\r\n" + headers);
  }

  @Test
  void hangsUpOnWhoNeverSaysAnything() throws IOException {
    ServerConfig config = config(ServerConfig.DEFAULT_HOST, List.of());
    try (HttpHost host =
            HttpHost.start(config, request -> Answer.ok(Data.EMPTY), Duration.ofSeconds(1))
                .orElseThrow();
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      silent.setSoTimeout((int) PATIENCE.toMillis());

      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void takesANewCertificateWithoutARestartAndKeepsTheOldIfItIsBad() throws Exception {
    Path certificate = directory.resolve("certificate.pem");
    Path key = directory.resolve("key.pem");
    Certificate first = renew("first", certificate, key);
    CountDownLatch used = new CountDownLatch(1);
    TlsFiles files = new TlsFiles(certificate, key);
    ServerConfig config =
        new ServerConfig(
            directory.resolve("data"),
            ServerConfig.DEFAULT_HOST,
            0,
            Optional.empty(),
            Optional.of(files),
            false,
            HostNames.NONE,
            Proxies.NONE,
            Optional.empty(),
            Outgoing.USUAL);
    try (HttpHost host = HttpHost.start(config, request -> Answer.ok(Data.EMPTY)).orElseThrow()) {
      assertThat(shown(host)).isEqualTo(first);
      Files.writeString(key, "no key");
      Certificate second = renew("second", certificate, directory.resolve("other-key.pem"));
      assertThatThrownBy(files::open).isInstanceOf(Failure.class);
      assertThat(shown(host)).isEqualTo(first);
      Files.copy(
          directory.resolve("other-key.pem"),
          key,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!shown(host).equals(second) && System.nanoTime() < deadline) {
        assertThat(used.await(50, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(shown(host)).isEqualTo(second);
    }
  }

  @Test
  void refusesACertificateWithAnothersKey() throws Exception {
    Path one = directory.resolve("one.pem");
    Path other = directory.resolve("other.pem");
    renew("one", one, directory.resolve("one-key.pem"));
    renew("other", directory.resolve("other-certificate.pem"), other);

    assertThatThrownBy(() -> new TlsFiles(one, other).open())
        .hasMessageContaining("the key is not the certificate's");
  }

  private ServerConfig config(String host, List<String> names) {
    return new ServerConfig(
        directory.resolve("data"),
        host,
        0,
        Optional.empty(),
        Optional.empty(),
        true,
        HostNames.of(names),
        Proxies.NONE,
        Optional.empty(),
        Outgoing.USUAL);
  }

  private static String ask(AttuneServer server, String headers) throws IOException {
    return say(server.port(), "GET /health/live HTTP/1.1\r\n" + headers);
  }

  private static String say(int port, String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Makes a key and a certificate, and writes both as PEM. */
  private Certificate renew(String name, Path certificate, Path key) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(store))) {
      keys.load(in, "changeit".toCharArray());
    }
    Certificate made = keys.getCertificate(name);
    Files.writeString(certificate, pem("CERTIFICATE", made.getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey(name, "changeit".toCharArray()).getEncoded()));
    return made;
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what);
  }

  private static Certificate shown(HttpHost host) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), host.port())) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
