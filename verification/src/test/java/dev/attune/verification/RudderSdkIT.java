package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.rudderstack.sdk.java.analytics.Callback;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.rudderstack.sdk.java.analytics.messages.AliasMessage;
import com.rudderstack.sdk.java.analytics.messages.GroupMessage;
import com.rudderstack.sdk.java.analytics.messages.IdentifyMessage;
import com.rudderstack.sdk.java.analytics.messages.Message;
import com.rudderstack.sdk.java.analytics.messages.MessageBuilder;
import com.rudderstack.sdk.java.analytics.messages.PageMessage;
import com.rudderstack.sdk.java.analytics.messages.ScreenMessage;
import com.rudderstack.sdk.java.analytics.messages.TrackMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RudderStack's library for Java, as Maven Central has it, against the running server. */
class RudderSdkIT {
  /** It waits up to 30 s before it sends again, and twice as long the second time. */
  private static final int PATIENCE_SECONDS = 150;

  private static final int MOST_TIMES_SHUT = Boolean.getBoolean("attune.long") ? 2 : 0;

  @Test
  void landsOnceHoweverOftenThereIsNoRoom(@TempDir Path directory) throws Exception {
    try (ServerProcess server = ServerProcess.on(directory.resolve("data")).start()) {
      String key = server.addSource("rudder", "server");
      List<Thread> senders =
          java.util.stream.IntStream.rangeClosed(0, MOST_TIMES_SHUT)
              .mapToObj(times -> Thread.ofPlatform().start(() -> send(server, key, times)))
              .toList();
      for (Thread sender : senders) {
        sender.join();
      }
      for (int times = 0; times <= MOST_TIMES_SHUT; times++) {
        Conformance.eachOnce(server, "rudder-" + times);
      }
    }
  }

  private static void send(ServerProcess server, String key, int times) {
    try (Gate gate = new Gate(server, Gate.First.NO_ROOM, times)) {
      Answers answers = new Answers();
      RudderAnalytics analytics =
          RudderAnalytics.builder(key)
              .setDataPlaneUrl(gate.url())
              .callback(answers)
              .flushQueueSize(20)
              .build();
      messages("rudder-" + times).forEach(analytics::enqueue);
      analytics.flush();
      answers.await();
      analytics.shutdown();
      assertThat(gate.turnedAway()).isEqualTo(times);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<MessageBuilder<?, ?>> messages(String user) {
    return List.of(
        IdentifyMessage.builder().userId(user).traits(Map.of("plan", "pro")),
        TrackMessage.builder("Order Completed").userId(user).properties(Map.of("total", 10)),
        PageMessage.builder("Home").userId(user),
        ScreenMessage.builder("Main").userId(user),
        GroupMessage.builder("g1").userId(user).traits(Map.of("name", "Acme")),
        AliasMessage.builder("before-" + user).userId(user));
  }

  /** What the library says became of its messages; called by its threads. */
  private static final class Answers implements Callback {
    private final CountDownLatch open = new CountDownLatch(Conformance.EACH_ONCE.size());
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Override
    public void success(Message message) {
      open.countDown();
    }

    @Override
    public void failure(Message message, Throwable failure) {
      failures.add(failure);
      open.countDown();
    }

    void await() throws InterruptedException {
      assertThat(open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("answered in time").isTrue();
      assertThat(failures).isEmpty();
    }
  }
}
