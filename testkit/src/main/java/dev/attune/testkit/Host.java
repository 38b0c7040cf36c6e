package dev.attune.testkit;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that runs the step over signals and time, as the host contract sees it. */
public interface Host extends AutoCloseable {
  /** Takes signals in; when it returns they are acknowledged. */
  void accept(List<Signal> signals);

  /** Takes signals in as an import of the past; when it returns they are acknowledged. */
  void importPast(List<Signal> signals);

  /** The host's clock moves on, and before anything else is decided a playbook is adopted. */
  void adopt(String playbook, Instant now);

  /** The host's clock moves on; when it returns everything due by then is decided. */
  void reach(Instant now);

  /** Ends and begins again, on what it had remembered. */
  void restart();

  /** Waits until everything taken in is decided. */
  void settle();

  /**
   * The effects that stand, by the customer under whose canonical id they are kept; withdrawn ones
   * are not in it.
   */
  List<Effect> settled(Id customer);

  /** What it shows of the customer for whom the id is an address. */
  Optional<Stands> stands(Id any);

  /** Everything it says about who that customer is: ids, stretches of timelines, links. */
  List<Object> who(Id any);

  /** Whose signals they are, by canonical id, worked out anew from all of them. */
  Map<Id, List<Signal>> customers(Collection<Signal> accepted);

  @Override
  void close();
}
