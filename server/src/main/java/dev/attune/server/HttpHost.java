package dev.attune.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Speaks HTTP: hands each request to one function, on a virtual thread of its own, and writes its
 * answer. Slow and silent callers are cut off.
 */
final class HttpHost implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpHost.class.getName());
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int MOST_CONNECTIONS = 20_000;
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  private static final Duration LOOK_AT_TLS_EVERY = Duration.ofSeconds(5);

  private final WebServer server;
  private final List<Patience> patience;
  private final Optional<TlsWatch> tlsWatch;

  private HttpHost(WebServer server, List<Patience> patience, Optional<TlsWatch> tlsWatch) {
    this.server = server;
    this.patience = patience;
    this.tlsWatch = tlsWatch;
  }

  /** Listens from now on, or says that it cannot; port 0 finds a free one. */
  static Optional<HttpHost> start(ServerConfig config, Function<Request, Answer> router) {
    return start(config, router, SILENCE);
  }

  /** As above; cuts off who says nothing for as long as {@code silence}. */
  static Optional<HttpHost> start(
      ServerConfig config, Function<Request, Answer> router, Duration silence) {
    Patience patience = new Patience(Bodies.PATIENCE);
    Patience doorstep = new Patience(silence);
    Patience readers = new Patience(silence);
    Optional<Tls> tls = config.tls().map(TlsFiles::open);
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(config.host())
            .port(config.port())
            .shutdownHook(false)
            .useNio(false)
            .maxTcpConnections(MOST_CONNECTIONS)
            .idleConnectionTimeout(silence)
            .idleConnectionPeriod(Duration.ofSeconds(10))
            .shutdownGracePeriod(Duration.ofSeconds(2))
            .connectionOptions(options -> options.tcpNoDelay(true))
            .contentEncoding(new AnyEncoding())
            .directHandlers(directHandlers())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new Doorstep(http(), doorstep))
            .routing(rules ->
                rules.any((request, response) ->
                    answer(
                        answered(router, request, config.proxies(), patience),
                        request,
                        response,
                        readers)));
    tls.ifPresent(builder::tls);
    WebServer server = builder.build().start();
    Optional<TlsWatch> tlsWatch =
        config.tls().map(files -> TlsWatch.over(files, LOOK_AT_TLS_EVERY, server::reloadTls));
    HttpHost host = new HttpHost(server, List.of(patience, doorstep, readers), tlsWatch);
    if (host.server.isRunning()) {
      return Optional.of(host);
    }
    host.close();
    return Optional.empty();
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    tlsWatch.ifPresent(TlsWatch::close);
    server.stop();
    patience.forEach(Patience::close);
  }

  private static ServerConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .maxHeadersSize(MOST_HEADER_BYTES)
                .maxPrologueLength(8 * 1024)
                .build())
        .build();
  }

  private static Answer answered(
      Function<Request, Answer> router, ServerRequest request, Proxies proxies, Patience patience) {
    AtomicBoolean isRead = new AtomicBoolean();
    Answer answer =
        router.apply(
            read(
                request,
                proxies,
                limit -> {
                  isRead.set(true);
                  return patience.read(() -> readBody(request, limit));
                }));
    boolean isLeft = request.content().hasEntity() && !request.content().consumed();
    if (!isLeft || !isWorthReading(answer.status())) {
      return answer;
    }
    if (isLast(request)) {
      if (!isRead.get()) {
        passOver(request, patience);
      }
      return answer;
    }
    if (!request.headers().contains(HeaderNames.EXPECT)) {
      return answer; // Helidon passes over it
    }
    // Helidon does not pass over a body that waits for its 100: it would be the next request.
    try {
      patience.read(() -> readBody(request, Bodies.MOST_PASSED_OVER));
      return answer;
    } catch (Refusal refusal) {
      return isWorthReading(refusal.status()) ? answer : Answer.of(refusal);
    }
  }

  /** A caller who still sends when the connection closes is reset before reading the answer. */
  private static void passOver(ServerRequest request, Patience patience) {
    try {
      patience.await(() -> Bodies.passOver(request.content().inputStream()));
    } catch (Refusal
        | DataReader.InsufficientDataAvailableException
        | DataReader.IncorrectNewLineException
        | IllegalArgumentException
        | RequestException
        | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the rest of a body could not be read", e);
    }
  }

  private static boolean isLast(ServerRequest request) {
    return request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  /** Whether what is left of a body can be read, so that another request may follow. */
  private static boolean isWorthReading(int status) {
    return status != 413 && status != 408;
  }

  private static void answer(
      Answer answer, ServerRequest request, ServerResponse response, Patience patience) {
    boolean isLast = isLast(request);
    boolean restIsNotWorthReading = !isWorthReading(answer.status());
    response.status(answer.status());
    answer.headers().forEach((name, value) -> response.header(name, value));
    if (!answer.cookies().isEmpty()) {
      response.header(HeaderNames.SET_COOKIE, answer.cookies().toArray(String[]::new));
    }
    response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    if (!answer.headers().containsKey("Cache-Control")) {
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
    }
    if (isLast || restIsNotWorthReading) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    if (answer.download().isPresent()) {
      send(answer.download().get(), answer.contentType(), response, patience);
    } else {
      send(answer, request, response);
    }
    if (isLast && !restIsNotWorthReading) {
      // Helidon says that it closes, and then waits for another request. Where a body is left
      // unread, that is for the better: a caller who still sends would be reset before reading why.
      throw new CloseConnectionException("the last answer");
    }
  }

  private static void send(
      Download download, String type, ServerResponse response, Patience patience) {
    response.header(HeaderNames.CONTENT_TYPE, type);
    boolean isEndless = download.length() == Download.ENDLESS;
    if (!isEndless) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, download.length()));
    }
    try (download;
        OutputStream out = new PatientOutput(response.outputStream(), patience)) {
      download.writeTo(out);
    } catch (IOException | UncheckedIOException e) {
      // Less than was announced: the caller sees that it is not whole. What has no end, ends so.
      LOG.log(
          isEndless ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "a download was cut off: " + e.getMessage());
      throw new CloseConnectionException("a download was cut off", e);
    }
  }

  private static void send(Answer answer, ServerRequest request, ServerResponse response) {
    if (answer.body().length == 0) {
      response.send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, answer.body().length));
      response.send();
      return;
    }
    response.send(answer.body());
  }

  private static Request read(ServerRequest request, Proxies proxies, Request.Entity entity) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      headers.put(name, Proxies.isTold(name) ? String.join(",", header.allValues()) : header.get());
    }
    boolean isForwarded = headers.keySet().stream().anyMatch(Proxies::isTold);
    String address = proxies.believe(address(request.remotePeer()), headers);
    if (request.isSecure()) {
      headers.put(Proxies.SCHEME, "https");
    }
    if (isForwarded) {
      headers.put(Proxies.FORWARDED, "");
    }
    String query = request.query().rawValue();
    return new Request(
        request.prologue().method().text(),
        request.prologue().uriPath().rawPath(),
        Map.of(),
        query.isEmpty() ? Map.of() : Paths.query(query),
        headers,
        entity,
        address,
        Optional.empty());
  }

  private static byte[] readBody(ServerRequest request, int limit) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    long length = request.headers().contentLength().orElse(-1);
    try {
      return Bodies.read(request.content().inputStream(), length, limit);
    } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException e) {
      throw Bodies.cutOff();
    } catch (IllegalArgumentException | DataReader.IncorrectNewLineException | RequestException e) {
      throw Refusal.unreadable("bad-chunk", "the body is cut into pieces wrongly");
    }
  }

  private static String address(PeerInfo peer) {
    return peer.address() instanceof InetSocketAddress socket && socket.getAddress() != null
        ? socket.getAddress().getHostAddress()
        : peer.host();
  }

  /** What Helidon refuses before any route sees it becomes a problem like all others. */
  private static DirectHandlers directHandlers() {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(
          type,
          (request, eventType, status, headers, message) -> {
            Answer answer = direct(eventType, status);
            return DirectHandler.TransportResponse.builder()
                .status(Status.create(answer.status()))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                .keepAlive(false)
                .entity(answer.body())
                .build();
          });
    }
    return builder.build();
  }

  private static Answer direct(DirectHandler.EventType type, Status status) {
    if (type == DirectHandler.EventType.INTERNAL_ERROR) {
      // Routes answer for themselves: this is Helidon, stumbling over a head that is cut off.
      return Answer.of(Refusal.unreadable("bad-request", "the request does not follow HTTP"));
    }
    int code = status.code() >= 400 ? status.code() : type.defaultStatus().code();
    return Answer.of(
        Refusal.caller(
            code, "bad-request", "the request does not follow HTTP: " + status.reasonPhrase()));
  }
}
