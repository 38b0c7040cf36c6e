package dev.attune.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Puts messages in the order in which they arrive. Holds only those under way. Not thread-safe. */
final class Deliveries implements Iterator<Message> {
  private static final long DELIVERIES = 0xDE11;
  private static final Comparator<Underway> ORDER =
      Comparator.comparing((Underway underway) -> underway.message().arrivesAt())
          .thenComparingLong(Underway::number);

  private final Iterator<Message> sent;
  private final Delivery delivery;
  private final Chance chance;
  private final PriorityQueue<Underway> underway = new PriorityQueue<>(ORDER);
  private long number;
  private Instant reached = Instant.MIN;

  Deliveries(long seed, Iterator<Message> sent, Delivery delivery) {
    this.sent = sent;
    this.delivery = delivery;
    chance = Chance.of(seed ^ DELIVERIES, 0, 0);
  }

  private record Underway(Message message, long number) {}

  @Override
  public boolean hasNext() {
    return !underway.isEmpty() || sent.hasNext();
  }

  @Override
  public Message next() {
    while (sent.hasNext() && !isDue()) {
      send(sent.next());
    }
    Underway first = underway.poll();
    if (first == null) {
      throw new NoSuchElementException("all messages are delivered");
    }
    return first.message();
  }

  /** Whether nothing that is sent from now on can arrive before the first under way. */
  private boolean isDue() {
    Underway first = underway.peek();
    return first != null && first.message().arrivesAt().isBefore(reached);
  }

  private void send(Message message) {
    reached = message.occurredAt();
    Message arriving = message.arriving(reached.plusMillis(delay()));
    underway.add(new Underway(arriving, number++));
    if (chance.happens(delivery.duplicates())) {
      long again = 1_000 + (long) chance.exponential(20.0 * Almanac.MINUTE);
      underway.add(
          new Underway(message.arriving(arriving.arrivesAt().plusMillis(again)), number++));
    }
  }

  private long delay() {
    double how = chance.share();
    if (how < delivery.late()) {
      double most = chance.happens(0.2) ? 3.0 * Almanac.DAY : 2.0 * Almanac.HOUR;
      return (long) chance.between(Almanac.MINUTE, most);
    }
    return how < delivery.late() + delivery.outOfOrder() ? chance.below(20_000) : 0;
  }
}
