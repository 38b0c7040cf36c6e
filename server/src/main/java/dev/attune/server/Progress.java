package dev.attune.server;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says how far long work is: a bar that is drawn over and over on a terminal, a plain line now and
 * then elsewhere.
 *
 * <p>Not thread-safe.
 */
final class Progress {
  private static final int WIDTH = 30;
  private static final long TERMINAL_EVERY = Duration.ofMillis(200).toNanos();
  private static final long PLAIN_EVERY = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private final boolean isTerminal;
  private final String noun;
  private final long started = System.nanoTime();
  private long shown = started;
  private boolean isDrawn;

  /**
   * Prepares.
   *
   * @param noun what is counted, in the plural
   */
  Progress(PrintStream out, boolean isTerminal, String noun) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.noun = noun;
  }

  /** Whether somebody watches the output of this process. */
  @SuppressWarnings("SystemConsoleNull") // Java 21 is supported.
  static boolean onTerminal() {
    Console console = System.console(); // Null where there is no terminal, until Java 21.
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is a console even where there is no terminal, and a method to ask.
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /**
   * Shows, if it is time to.
   *
   * @param part of the whole that is done, from 0 to 1; negative if nobody knows
   */
  void show(long count, double part) {
    long now = System.nanoTime();
    if (now - shown >= (isTerminal ? TERMINAL_EVERY : PLAIN_EVERY)) {
      shown = now;
      draw(count, part);
    }
  }

  /** Ends the bar, so that what follows begins on a line of its own. */
  void done(long count) {
    if (isTerminal && isDrawn) {
      draw(count, 1);
      out.println();
    }
  }

  private void draw(long count, double part) {
    isDrawn = true;
    String line = line(count, part, Duration.ofNanos(System.nanoTime() - started), noun);
    if (isTerminal) {
      out.print("\r" + bar(part) + line + "   ");
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** The words of it: how far, how many, how fast, how long still. */
  static String line(long count, double part, Duration taken, String noun) {
    double seconds = Math.max(0.001, taken.toMillis() / 1_000.0);
    StringBuilder text = new StringBuilder();
    if (part >= 0) {
      text.append(String.format(Locale.ROOT, "%3.0f %%  ", part * 100));
    }
    text.append(String.format(Locale.ROOT, "%,d %s, %,.0f/s", count, noun, count / seconds));
    String left = left(part, seconds);
    return left == null
        ? text.toString()
        : text.append(", ").append(left).append(" left").toString();
  }

  private static @Nullable String left(double part, double seconds) {
    if (part <= 0 || part >= 1) {
      return null;
    }
    long left = Math.round(seconds / part - seconds);
    return left < 60
        ? left + " s"
        : left < 3_600
            ? "%d min %d s".formatted(left / 60, left % 60)
            : "%d h %d min".formatted(left / 3_600, left / 60 % 60);
  }

  private static String bar(double part) {
    if (part < 0) {
      return "";
    }
    int full = (int) Math.round(Math.min(1, part) * WIDTH);
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] ";
  }
}
