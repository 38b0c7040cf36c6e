package dev.attune.benchmarks;

import java.io.IOException;
import java.util.List;

/** An engine that decides {@link SharedRules} for one stream of happenings, on one thread. */
interface Contender extends AutoCloseable {
  /** How reports call it. */
  String name();

  /**
   * Takes happenings in the order of time, each after everything that time alone made due before
   * it.
   *
   * @return the nanoseconds it took, without those for turning them into the engine's own form
   * @throws Exception if the engine cannot
   */
  long take(List<Happening> happenings) throws Exception;

  /** Everything answered so far. */
  Answers answers();

  @Override
  void close() throws IOException;
}
