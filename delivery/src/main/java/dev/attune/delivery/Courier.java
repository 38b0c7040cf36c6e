package dev.attune.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one request to an address that somebody typed, and reads whether it was taken.
 *
 * <p>The name is resolved once, every address it has is checked by the {@link AddressGuard}, and
 * the connection is made to one of exactly these, so that a name whose address changes in between
 * (DNS rebinding) gains nothing. TLS asks for the name and checks the certificate against it. No
 * redirect is followed, no proxy is asked, no cookie or connection is kept, the whole takes {@link
 * #LIMIT} at most, and of an answer no more than {@value Response#MOST} bytes are read.
 *
 * <p>Why sockets and not the JDK's HTTP client: that one resolves names itself, when it connects,
 * and takes no address in their place; given the address in place of the name, it asks TLS for the
 * address. HTTP/1.1 for one request with a known body is a page.
 *
 * <p>Thread-safe; {@link #post} blocks.
 */
public final class Courier implements AutoCloseable {
  /** What one request may take in all, looking up the name included. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int MOST_LOOKUPS = 16;
  private static final int MOST_ADDRESSES = 3;

  private final AddressGuard guard;
  private final Resolver resolver;
  private final Supplier<SSLSocketFactory> tls;
  private final Duration limit;

  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

  /** Looking up a name cannot be broken off, so it gets threads that nobody else waits for. */
  private final ExecutorService lookups =
      new ThreadPoolExecutor(
          0,
          MOST_LOOKUPS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> daemon(work, "attune-lookup"));

  /** Closes what takes too long. */
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, work -> daemon(work, "attune-courier"));

  /** As it is used: by the machine's resolver, trusting whom the JDK trusts. */
  public Courier(AddressGuard guard) {
    // Asked for when first needed: it reads all certificates, which a start need not wait for.
    this(guard, Resolver.SYSTEM, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT);
  }

  /** With a resolver, trust and limit of its own. */
  public Courier(
      AddressGuard guard, Resolver resolver, Supplier<SSLSocketFactory> tls, Duration limit) {
    this.guard = guard;
    this.resolver = resolver;
    this.tls = tls;
    this.limit = limit;
    watch.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Sends {@code body}; {@code headers} beside those that every request has. */
  public Outcome post(Target target, Map<String, String> headers, byte[] body) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      List<InetAddress> addresses = lookUp(target.host(), until);
      Optional<String> refusal = refusal(target, addresses);
      if (refusal.isPresent()) {
        return new Outcome.Forbidden(refusal.get());
      }
      return exchange(target, addresses, Response.request(target, headers, body), until);
    } catch (UnknownHostException e) {
      return new Outcome.Unreached("nobody knows the name " + target.host());
    } catch (SSLException e) {
      return new Outcome.Unreached("no TLS with " + target.host() + ": " + e.getMessage());
    } catch (IOException e) {
      boolean late = e instanceof SocketTimeoutException || System.nanoTime() - until >= 0;
      return new Outcome.Unreached(
          late ? "no answer within " + limit.toSeconds() + " s" : String.valueOf(e.getMessage()));
    }
  }

  /** Why nothing is ever sent to a target, where its address stands in it in numbers. */
  Optional<String> refusal(Target target) {
    if (!NUMBERS.matcher(target.host()).matches()) {
      return Optional.empty();
    }
    try {
      return refusal(target, List.of(InetAddress.getByName(target.host())));
    } catch (UnknownHostException e) {
      return Optional.of(target.host() + " is no address");
    }
  }

  private List<InetAddress> lookUp(String host, long until) throws IOException {
    try {
      Future<List<InetAddress>> found = lookups.submit(() -> resolver.resolve(host));
      return List.copyOf(found.get(left(until), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException("the name " + host + " could not be looked up", e.getCause());
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("looking up " + host + " takes too long");
    } catch (RejectedExecutionException e) {
      throw new IOException("too many names are being looked up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** One bad address among good ones is enough: nobody but an attacker mixes them. */
  private Optional<String> refusal(Target target, List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      Optional<String> refused = guard.refusal(address);
      if (refused.isPresent()) {
        return Optional.of(
            "nothing is sent to " + address.getHostAddress() + ", which is " + refused.get());
      }
      if (!target.isSecure() && !guard.isInside(address)) {
        return Optional.of(
            "nothing is sent to " + target.host() + " without TLS: use https, or allow its range");
      }
    }
    return Optional.empty();
  }

  /** Tries the next address only where nobody listens at the one before it. */
  private Outcome exchange(Target target, List<InetAddress> addresses, byte[] request, long until)
      throws IOException {
    IOException nobody = new ConnectException(target.host() + " has no address");
    int left = Math.min(addresses.size(), MOST_ADDRESSES);
    for (InetAddress address : addresses.subList(0, left)) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      ScheduledFuture<?> end = watch.schedule(() -> cut(socket), left(until), TimeUnit.NANOSECONDS);
      try (socket) {
        if (connect(socket, new InetSocketAddress(address, target.port()), millis(until) / left)) {
          return speak(target.isSecure() ? secured(socket, target) : socket, request);
        }
        nobody = new ConnectException("nobody listens at " + target.hostHeader());
      } finally {
        end.cancel(false);
      }
      left--;
    }
    throw nobody;
  }

  private static boolean connect(Socket socket, InetSocketAddress address, int millis)
      throws IOException {
    try {
      socket.connect(address, Math.max(1, millis));
      socket.setTcpNoDelay(true);
      return true;
    } catch (ConnectException | NoRouteToHostException | SocketTimeoutException e) {
      return false;
    }
  }

  private Socket secured(Socket plain, Target target) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.get().createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    // Without this the JDK takes any certificate that somebody trusted signed, whoever's it is.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Outcome speak(Socket socket, byte[] request) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request);
    out.flush();
    return Response.read(new BufferedInputStream(socket.getInputStream()));
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Whoever reads from it hears that it is closed.
    }
  }

  private static long left(long until) {
    return Math.max(1, until - System.nanoTime());
  }

  private static int millis(long until) {
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left(until)));
  }

  @Override
  public void close() {
    lookups.shutdownNow();
    watch.shutdownNow();
  }
}
