package dev.attune.engine;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
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
  private final Set<ByteBuffer> standing = new HashSet<>();

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
        stands(gesture, choice);
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
    standing(Gestures.OPEN);
    standing(Gestures.TASKS);
    standing.forEach(key -> problem.accept("gestures: one that is open is listed nowhere"));
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

  /** Notes under which keys it has to be listed. */
  private void stands(GestureView gesture, Choice choice) {
    gesture
        .asked()
        .map(asked -> Gestures.key(Gestures.askedBy(asked.by()), asked.at(), choice.id()))
        .filter(key -> store.get(Family.GESTURES, key) == null)
        .ifPresent(key -> problem.accept("gestures: one that was asked is not with who asked"));
    if (gesture.isOpen()) {
      byte[] open = Gestures.open(Gestures.giver(choice.by()));
      standing.add(ByteBuffer.wrap(Gestures.key(open, choice.at(), choice.id())));
    }
    if (gesture.state() == GestureView.State.PROMISED) {
      gesture
          .team()
          .map(Gestures::tasks)
          .map(team -> Gestures.key(team, choice.at(), choice.id()))
          .map(ByteBuffer::wrap)
          .ifPresent(standing::add);
    }
  }

  private void standing(int order) {
    try (Scan scan = store.scan(Family.GESTURES, new byte[] {(byte) order})) {
      while (scan.next()) {
        if (!standing.remove(ByteBuffer.wrap(scan.key()))) {
          problem.accept("gestures: one is listed as open that is not");
        }
      }
    }
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
