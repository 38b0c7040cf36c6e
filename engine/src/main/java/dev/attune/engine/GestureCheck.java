package dev.attune.engine;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Looks whether gestures, what is lent, and what is counted of them agree. */
final class GestureCheck {
  private final Store store;
  private final Consumer<String> problem;
  private final Map<String, BigDecimal> counted = new HashMap<>();

  GestureCheck(Store store, Consumer<String> problem) {
    this.store = store;
    this.problem = problem;
  }

  void run() {
    Set<String> open = new HashSet<>();
    try (Scan scan = store.scan(Family.GESTURES, new byte[] {Gestures.ROW})) {
      while (scan.next()) {
        GestureView gesture = GestureFormat.decode(scan.value());
        Choice choice = gesture.choice();
        if (gesture.counts()) {
          count(choice.by(), gesture);
        }
        byte[] ofCustomer =
            Gestures.key(Gestures.ofCustomer(choice.customer()), choice.at(), choice.id());
        if ((store.get(Family.GESTURES, ofCustomer) != null) != gesture.counts()) {
          problem.accept("gestures: %s counts otherwise for its customer".formatted(choice.id()));
        }
        if (gesture.sending().isPresent()) {
          open.add(choice.id());
        }
      }
    }
    for (LentView lent : LentFormat.all(store)) {
      if (lent.reasons().isEmpty()) {
        BigDecimal amount = lent.isOpen() ? lent.amount() : lent.used();
        add(Sums.names(lent.by(), lent.by().day(lent.at()), lent.teamDay()), amount);
      }
    }
    compare();
    acts(open);
    try (Scan scan = store.scan(Family.DUE, new byte[0], new byte[] {(byte) 0xFF, (byte) 0xFF})) {
      while (scan.next()) {
        Due.read(scan.key());
      }
    }
  }

  private void count(Chooser by, GestureView gesture) {
    add(
        Sums.names(by, by.day(gesture.choice().at()), gesture.teamDay()),
        gesture.cost().subtract(gesture.lent()));
  }

  private void add(Iterable<String> sums, BigDecimal amount) {
    for (String sum : sums) {
      counted.merge(sum, amount, BigDecimal::add);
    }
  }

  private void compare() {
    Sums.all(
        store,
        (sum, stated) -> {
          BigDecimal is = counted.getOrDefault(sum, BigDecimal.ZERO);
          counted.remove(sum);
          if (is.compareTo(stated) != 0) {
            problem.accept("given: a sum says %s, its gestures make %s".formatted(stated, is));
          }
        });
    counted.values().stream()
        .filter(amount -> amount.signum() != 0)
        .forEach(amount -> problem.accept("given: a sum of %s is missing".formatted(amount)));
  }

  private void acts(Set<String> open) {
    try (Scan scan = store.scan(Family.ACTS, new byte[0], new byte[] {(byte) 0xFF, (byte) 0xFF})) {
      while (scan.next()) {
        byte[] key = scan.key();
        String gesture = Keys.text(key, Long.BYTES, key.length);
        if (!open.remove(gesture)) {
          problem.accept("acts: one stands for %s, which is not to be sent".formatted(gesture));
        }
      }
    }
    open.forEach(gesture -> problem.accept("acts: none stands for " + gesture));
  }
}
