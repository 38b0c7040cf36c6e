package dev.attune.benchmarks;

/** One way of doing what is not allowed, tried in all its forms. */
interface Attack {
  /** What it is called in the table. */
  String name();

  /**
   * Tries everything, and notes what came of each.
   *
   * @throws Exception if it could not be tried, which is no refusal
   */
  void on(Victim victim, Tries tries) throws Exception;
}
