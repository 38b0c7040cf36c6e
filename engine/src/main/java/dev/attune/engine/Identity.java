package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.List;

/**
 * Who a customer is: the ids they are known by, each with the stretches of its timeline that are
 * theirs. A user id is always theirs whole; a device may change hands.
 *
 * @param canonical the id the customer is kept under; asking for it gives this customer again
 * @param members in order of their ids
 */
public record Identity(Id canonical, List<Member> members) {
  public Identity {
    members = List.copyOf(members);
  }

  /** A customer who is one id alone. */
  static Identity alone(Id id) {
    return new Identity(id, List.of(new Member(id, List.of(Interval.WHOLE))));
  }

  /** One of the ids, and which of its signals are the customer's. */
  public record Member(Id id, List<Interval> intervals) {
    public Member {
      intervals = List.copyOf(intervals);
      if (intervals.isEmpty()) {
        throw new IllegalArgumentException("no signal of " + id + " is the customer's");
      }
    }
  }
}
