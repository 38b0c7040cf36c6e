package dev.attune.step;

import dev.attune.customer.Id;
import java.util.ArrayList;
import java.util.List;

/** The ids under which a customer's signals came, numbered by first appearance. One thread. */
final class Senders {
  private final List<Id> ids = new ArrayList<>(2);

  int indexOf(Id id) {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i).equals(id)) {
        return i;
      }
    }
    ids.add(id);
    return ids.size() - 1;
  }

  Id id(int index) {
    return ids.get(index);
  }

  int size() {
    return ids.size();
  }
}
