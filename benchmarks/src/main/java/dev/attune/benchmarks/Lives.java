package dev.attune.benchmarks;

import java.time.Instant;
import java.util.SplittableRandom;

/**
 * What happens to customers, in the order of time: about one thing a day each; a customer rides for
 * weeks, then perhaps not for weeks. The same for the same number of customers. Not thread-safe.
 */
final class Lives {
  static final String RIDE = "Ride Completed";
  static final String REQUEST = "Ride Requested";
  static final String SUPPORT = "Support Contacted";
  static final String ORDER = "Order Completed";
  static final String OPEN = "App Opened";
  static final String[] EVENTS = {RIDE, REQUEST, SUPPORT, ORDER, OPEN};
  static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private static final long DAY = 86_400_000;
  private static final long PHASE = 50 * DAY;
  private static final int MINUTES_LATE = 20;

  private final SplittableRandom random = new SplittableRandom(42);
  private final String[] users;
  private final long step;
  private long now = START;
  private long made;

  Lives(int customers) {
    users = new String[customers];
    for (int i = 0; i < customers; i++) {
      users[i] = "user-" + i;
    }
    step = DAY / customers;
  }

  int customers() {
    return users.length;
  }

  Happening next() {
    now += 1 + random.nextLong(2 * step - 1);
    int customer = random.nextInt(users.length);
    long cents = random.nextInt(400, 4_000);
    long late = random.nextInt(12) == 0 ? MINUTES_LATE : random.nextInt(10);
    return new Happening(made++, now, customer, users[customer], event(customer), cents, late);
  }

  private String event(int customer) {
    int choice = random.nextInt(20);
    if (choice == 0) {
      return SUPPORT;
    }
    if (choice < 4) {
      return ORDER;
    }
    boolean rides = (customer * 31L + now / PHASE * 7) % 4 != 0;
    if (choice < 14 && rides) {
      return choice < 6 ? REQUEST : RIDE;
    }
    return OPEN;
  }
}
