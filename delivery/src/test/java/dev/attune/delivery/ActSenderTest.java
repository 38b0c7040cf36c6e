package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActSenderTest {
  private final SetClock clock = new SetClock("2026-03-01T10:00:00Z");
  private final Receiver receiver = Receiver.plain();
  private final Courier courier =
      new Courier(
          new AddressGuard(List.of(AddressRange.of("127.0.0.1"))),
          Resolver.SYSTEM,
          () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
          Courier.LIMIT);
  private final Webhooks webhooks =
      new Webhooks(new MemoryShelf(), new MemoryFeed(clock), courier, clock, (webhook, why) -> {});
  private final Queue queue = new Queue();
  private final ActSender sender = new ActSender(queue, webhooks, clock);

  @AfterEach
  void close() {
    sender.close();
    webhooks.close();
    receiver.close();
    courier.close();
  }

  /** Acts as gestures keep them, in memory. */
  private static final class Queue implements ActQueue {
    private final Map<String, DueAct> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> next = new LinkedHashMap<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private long changes;
    private long seen;

    /** While it is set nothing can be written. */
    private boolean isFull;

    private int refused;

    void add(String id, String webhook, Instant now) {
      add(id, webhook, now, now);
    }

    synchronized void add(String id, String webhook, Instant now, Instant chosenAt) {
      Data data = Data.of("option", "honour-warranty");
      waiting.put(id, new DueAct(id, webhook, "gesture.chosen", chosenAt, now, data, 0));
      next.put(id, now);
      change();
    }

    private void change() {
      changes++;
      notifyAll();
    }

    synchronized void setFull(boolean full) {
      isFull = full;
    }

    synchronized int refused() {
      return refused;
    }

    synchronized boolean isEmpty() {
      return waiting.isEmpty();
    }

    @Override
    public synchronized List<DueAct> due(
        Instant now, int limit, BiPredicate<String, String> wanted) {
      seen = changes;
      return waiting.values().stream()
          .filter(act -> wanted.test(act.id(), act.webhook()))
          .filter(act -> !now.isBefore(next.getOrDefault(act.id(), Instant.EPOCH)))
          .limit(limit)
          .toList();
    }

    @Override
    public synchronized void delivered(String id, Instant at) {
      if (isFull) {
        refused++;
        throw new IllegalStateException("no room");
      }
      waiting.remove(id);
      reports.add(id + " delivered");
      change();
    }

    @Override
    public synchronized void tryAgain(String id, Instant again, String problem) {
      next.put(id, again);
      waiting.computeIfPresent(
          id,
          (same, act) ->
              new DueAct(
                  id,
                  act.webhook(),
                  act.type(),
                  act.chosenAt(),
                  act.since(),
                  act.data(),
                  act.tries() + 1));
      reports.add(id + " again: " + problem);
      change();
    }

    @Override
    public synchronized void failed(String id, Instant at, String problem) {
      waiting.remove(id);
      reports.add(id + " failed: " + problem);
      change();
    }

    @Override
    public synchronized void await(Duration most) throws InterruptedException {
      if (changes == seen) {
        TimeUnit.MILLISECONDS.timedWait(this, most.toMillis());
      }
    }
  }

  /** Sends what is due, and waits until that is over. */
  private boolean turn() {
    boolean any = sender.turn();
    Until.holds(sender::isQuiet);
    return any;
  }

  private void warranty() {
    webhooks.add("warranty", receiver.url(), Optional.empty(), false, false);
  }

  @Test
  void sendsAnActUnderTheGesturesIdUntilItIsTaken() {
    warranty();
    receiver.manner = Receiver.status(503);
    queue.add("g-1", "warranty", clock.instant());
    assertThat(turn()).isTrue();
    assertThat(turn()).isFalse();
    receiver.manner = Receiver.status(200);
    clock.pass(Duration.ofSeconds(11));
    turn();
    turn();

    assertThat(receiver.ids()).containsExactly("g-1", "g-1");
    assertThat(receiver.types()).containsOnly("gesture.chosen");
    assertThat(queue.reports).containsExactly("g-1 again: answered 503", "g-1 delivered");
  }

  @Test
  void failsAtOnceWhatIsRefusedForGood() {
    warranty();
    receiver.manner = Receiver.status(422);
    queue.add("g-1", "warranty", clock.instant());
    turn();

    assertThat(queue.reports).containsExactly("g-1 failed: answered 422");
  }

  @Test
  void waitsForAWebhookThatIsNotThereYetButNotForEver() {
    queue.add("g-1", "warranty", clock.instant());
    turn();
    assertThat(queue.reports).containsExactly("g-1 again: there is no webhook named warranty");

    warranty();
    webhooks.switchOff("warranty", "ann");
    clock.pass(Duration.ofHours(25));
    turn();
    assertThat(queue.reports.getLast())
        .isEqualTo("g-1 failed: the webhook warranty is switched off");
    assertThat(receiver.messages).isEmpty();
  }

  @Test
  void sendsWhatComesWhileItRuns() {
    warranty();
    sender.start();
    queue.add("g-1", "warranty", clock.instant());

    Until.holds(queue::isEmpty);
    assertThat(receiver.ids()).containsExactly("g-1");
  }

  @Test
  void keepsNobodyWaitingForAReceiverThatHangs() {
    try (Receiver slow = Receiver.plain()) {
      slow.manner = slow.silent();
      warranty();
      webhooks.add("slow", slow.url(), Optional.empty(), false, false);
      sender.start();
      for (int i = 0; i < 100; i++) {
        queue.add("s-" + i, "slow", clock.instant());
      }
      Until.holds(() -> slow.messages.size() == 8);
      queue.add("g-1", "warranty", clock.instant());
      Until.holds(() -> !queue.reports.isEmpty());

      assertThat(queue.reports).containsExactly("g-1 delivered");
      assertThat(slow.messages).as("so many at a time").hasSize(8);
      sender.close();
    }
  }

  @Test
  void sendsNothingAgainWhileItsReportCannotBeWritten() {
    warranty();
    queue.setFull(true);
    sender.start();
    queue.add("g-1", "warranty", clock.instant());
    Until.holds(() -> queue.refused() > 1);
    queue.setFull(false);
    Until.holds(queue::isEmpty);

    assertThat(receiver.ids()).containsExactly("g-1");
    assertThat(queue.reports).containsExactly("g-1 delivered");
  }

  @Test
  void triesForADayFromWhenItWasToBeSentHoweverLongItWasHeld() {
    warranty();
    receiver.manner = Receiver.status(503);
    queue.add("g-1", "warranty", clock.instant(), clock.instant().minus(Duration.ofDays(2)));
    turn();

    assertThat(queue.reports).containsExactly("g-1 again: answered 503");
  }
}
