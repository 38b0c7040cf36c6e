package dev.attune.delivery;

import java.util.Optional;
import java.util.function.Consumer;

/** The moments that are open, and of which people may be told. Each call answers as it is now. */
public interface OpenMoments {
  /** Shows every one; those that were found too late to tell of are left out. */
  void each(Consumer<OpenMoment> consumer);

  /** The one of this id, if it is open, stands, and was found in time. */
  Optional<OpenMoment> find(String id);

  /**
   * Another number when the playbook has changed, and with it what moments say and whom they reach.
   */
  int version();

  /** How many open moments a person is offered at most. */
  int attention();
}
