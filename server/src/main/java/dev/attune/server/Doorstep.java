package dev.attune.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;

/**
 * Lets in callers who begin to speak in time. Helidon cuts off who pauses later, but would wait for
 * ever for the first byte.
 */
record Doorstep(ServerConnectionSelector inside, Patience patience)
    implements ServerConnectionSelector {
  @Override
  public int bytesToIdentifyConnection() {
    return inside.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return inside.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return inside.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext caller) {
    return new Waiting(inside.connection(caller), caller.dataReader(), patience);
  }

  private record Waiting(ServerConnection inside, DataReader reader, Patience patience)
      implements ServerConnection {
    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        patience.await(reader::ensureAvailable);
      } catch (Refusal e) {
        throw new CloseConnectionException("the caller said nothing", e);
      } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException e) {
        throw new CloseConnectionException("the caller went away", e);
      }
      inside.handle(limit);
    }

    @Override
    public Duration idleTime() {
      return inside.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      inside.close(interrupt);
    }
  }
}
