package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Logs as one JSON object a line on the standard error output: {@code time}, {@code level}, {@code
 * logger}, {@code message} and, where something was thrown, {@code trace}. Nothing that a customer
 * or source wrote is ever logged, nor an id of a customer.
 */
final class Logs {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  /** Tells everybody who starts it that a part of the JDK that is not finished would be faster. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private Logs() {}

  /** From now on, for this process. */
  static void start() {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler handler = new ConsoleHandler();
    handler.setFormatter(new JsonLines());
    handler.setLevel(Level.ALL);
    ROOT.addHandler(handler);
    ROOT.setLevel(Level.INFO);
    HELIDON.setLevel(Level.SEVERE);
    LUCENE.setLevel(Level.SEVERE);
  }

  private static final class JsonLines extends Formatter {
    @Override
    public String format(LogRecord entry) {
      Data.Builder line =
          new Data.Builder()
              .put("time", entry.getInstant().toString())
              .put("level", entry.getLevel().getName())
              .put("logger", String.valueOf(entry.getLoggerName()))
              .put("message", formatMessage(entry));
      if (entry.getThrown() != null) {
        StringWriter trace = new StringWriter();
        entry.getThrown().printStackTrace(new PrintWriter(trace));
        line.put("trace", trace.toString());
      }
      return new String(Json.write(line.build()), StandardCharsets.UTF_8) + "\n";
    }
  }
}
