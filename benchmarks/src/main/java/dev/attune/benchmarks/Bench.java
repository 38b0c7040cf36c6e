package dev.attune.benchmarks;

/** One measurement that backs a claim. */
interface Bench {
  /** How it is asked for. */
  String name();

  /** What it measures, in one line. */
  String measures();

  /**
   * Measures, prints how on the way, and states its claims.
   *
   * @throws Exception if it could not measure; nothing is claimed then
   */
  void run(Report report) throws Exception;
}
