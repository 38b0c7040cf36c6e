package dev.attune.server;

/**
 * A command that cannot go on: one sentence for the person at the keyboard, and the exit code that
 * scripts rely on.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** All is well. */
  static final int OK = 0;

  /** The command worked and found problems. */
  static final int PROBLEMS = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** Something around it is wrong: a port in use, a damaged directory, no server. */
  static final int ENVIRONMENT = 3;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  static Failure problems(String message) {
    return new Failure(PROBLEMS, message);
  }

  static Failure usage(String message) {
    return new Failure(USAGE, message);
  }

  static Failure environment(String message) {
    return new Failure(ENVIRONMENT, message);
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
