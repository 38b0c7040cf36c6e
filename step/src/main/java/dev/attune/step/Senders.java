package dev.attune.step;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids under which a customer's signals came, numbered by first appearance. Most have one. One
 * thread.
 */
final class Senders {
  private @Nullable Id first;
  private List<Id> others = List.of();

  /** The number of the id that sent {@code signal}, given now if it is new. */
  int indexOf(Signal signal) {
    boolean isFirst =
        first != null
            && (first.isUser()
                ? first.value().equals(signal.userId())
                : signal.userId() == null && first.value().equals(signal.anonymousId()));
    return isFirst ? 0 : indexOf(signal.sender());
  }

  int indexOf(Id id) {
    if (id.equals(first)) {
      return 0;
    }
    if (first == null) {
      first = id;
      return 0;
    }
    int index = others.indexOf(id);
    if (index < 0) {
      index = others.size();
      others = index == 0 ? new ArrayList<>(2) : others;
      others.add(id);
    }
    return index + 1;
  }

  /**
   * An id by its number.
   *
   * @throws IndexOutOfBoundsException if none has it
   */
  Id id(int index) {
    if (index > 0) {
      return others.get(index - 1);
    }
    if (first == null) {
      throw new IndexOutOfBoundsException("a customer never heard from has no sender " + index);
    }
    return first;
  }

  List<Id> all() {
    List<Id> all = new ArrayList<>(others);
    if (first != null) {
      all.addFirst(first);
    }
    return all;
  }

  int size() {
    return first == null ? 0 : 1 + others.size();
  }
}
