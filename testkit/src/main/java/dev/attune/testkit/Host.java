package dev.attune.testkit;

import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Something that runs the step over signals and time, as the host contract sees it. */
public interface Host extends AutoCloseable {
  /** Takes signals in; when it returns they are acknowledged. */
  void accept(List<Signal> signals);

  /** Adopts a playbook at the host's present instant. */
  void adopt(String playbook);

  /** The host's clock moves on; when it returns everything due by then is decided. */
  void reach(Instant now);

  /** Ends and begins again, on what it had remembered. */
  void restart();

  /** What stands once everything taken in is decided: withdrawn effects are not in it. */
  List<Effect> settled();

  /** Whose signals they are: the signals of each customer, worked out anew from all of them. */
  Collection<List<Signal>> customers(List<Signal> accepted);

  @Override
  void close();
}
