package dev.attune.step;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of what gauges and rules remember of signals. In the terms of {@link Encoder}:
 *
 * <pre>
 *   log: size count · first instant: clock − it whole · distance to the one before count × (size − 1)
 *     senders: index count × size                               if there are several senders
 *     columns: numbers (0 absent, else zigzag + 1) or values (dictionary, then index count × size)
 *   keyed memories: count × (key text, log if the stream has a window, totals in its order)
 *   waits: count × (clock − at whole, sender count, key text if there are keys)
 *   steps: count × (clock − at whole, sender count, steps count, key optional text)
 * </pre>
 *
 * @param clock the later of last signal and last due instant
 * @param senders of the customer, all of them known
 */
record MemoryFormat(long clock, Senders senders) {
  /** Keys of which nothing counts any more are forgotten. */
  void write(Keyed keyed, StreamPlan stream, Encoder out) {
    long kept = keyed.all().values().stream().filter(m -> isKept(m, stream)).count();
    out.count(kept);
    keyed
        .all()
        .forEach((key, memory) -> {
          if (isKept(memory, stream)) {
            out.text(key);
            if (stream.retention > 0) {
              writeLog(stream.log(memory), stream, out);
            }
            stream.totals.forEach(total -> total.write(memory, out));
          }
        });
  }

  void read(Keyed keyed, StreamPlan stream, Decoder in) {
    for (int left = in.size(); left > 0; left--) {
      Memory memory = keyed.add(in.text());
      if (stream.retention > 0) {
        readLog(stream.log(memory), stream, in);
      }
      stream.totals.forEach(total -> total.read(memory, in));
      keyed.noteRead(memory);
    }
  }

  private boolean isKept(Memory memory, StreamPlan stream) {
    SignalLog log = stream.log(memory);
    return !stream.totals.isEmpty() || log.firstAfter(clock - stream.retention) < log.end();
  }

  void writeWaits(SignalLog waits, boolean keyed, Encoder out) {
    out.count(waits.size());
    for (int i = waits.first(); i < waits.end(); i++) {
      out.whole(clock - waits.time(i));
      out.count(waits.sender(i));
      if (keyed) {
        out.text((String) Objects.requireNonNull(waits.value(0, i)));
      }
    }
  }

  void readWaits(SignalLog waits, boolean keyed, Decoder in) {
    for (int left = in.size(); left > 0; left--) {
      int index = waits.append(clock - in.whole(), in.size());
      if (keyed) {
        waits.setValue(0, index, in.text());
      }
    }
  }

  void writeSteps(SignalLog steps, SequencePlan plan, Encoder out) {
    int first = steps.firstAfter(clock - plan.millis());
    out.count(steps.end() - first);
    for (int i = first; i < steps.end(); i++) {
      out.whole(clock - steps.time(i));
      out.count(steps.sender(i));
      out.count(steps.number(0, i));
      out.optionalText((@Nullable String) steps.value(0, i));
    }
  }

  void readSteps(SignalLog steps, Decoder in) {
    for (int left = in.size(); left > 0; left--) {
      int index = steps.append(clock - in.whole(), in.size());
      steps.setNumber(0, index, in.count());
      steps.setValue(0, index, in.optionalText());
    }
  }

  void writeLog(SignalLog log, StreamPlan stream, Encoder out) {
    int first = log.firstAfter(clock - stream.retention);
    out.count(log.end() - first);
    if (first == log.end()) {
      return;
    }
    out.whole(clock - log.time(first));
    for (int i = first + 1; i < log.end(); i++) {
      out.count(log.time(i) - log.time(i - 1));
    }
    for (int i = first; senders.size() > 1 && i < log.end(); i++) {
      out.count(log.sender(i));
    }
    for (StreamPlan.Column column : stream.columns) {
      if (column.number()) {
        for (int i = first; i < log.end(); i++) {
          long micros = log.number(column.index(), i);
          out.count(micros == Micros.ABSENT ? 0 : ((micros << 1) ^ (micros >> 63)) + 1);
        }
      } else {
        writeValues(log, first, column.index(), out);
      }
    }
  }

  void readLog(SignalLog log, StreamPlan stream, Decoder in) {
    int size = in.size();
    if (size == 0) {
      return;
    }
    log.makeRoom(size + 1);
    long time = clock - in.whole();
    log.append(time, 0);
    for (int i = 1; i < size; i++) {
      time += in.count();
      log.append(time, 0);
    }
    for (int i = 0; senders.size() > 1 && i < size; i++) {
      log.setSender(i, in.size());
    }
    for (StreamPlan.Column column : stream.columns) {
      if (column.number()) {
        for (int i = 0; i < size; i++) {
          long code = in.count();
          long zigzag = code - 1;
          log.setNumber(
              column.index(), i, code == 0 ? Micros.ABSENT : (zigzag >>> 1) ^ -(zigzag & 1));
        }
      } else {
        readValues(log, column.index(), size, in);
      }
    }
  }

  /** The dictionary holds what the entries have, in the order of their first, nothing included. */
  private static void writeValues(SignalLog log, int first, int column, Encoder out) {
    int[] places = new int[log.values(column).size()];
    int[] codes = new int[places.length];
    int different = 0;
    for (int i = first; i < log.end(); i++) {
      int code = log.code(column, i);
      if (places[code] == 0) {
        codes[different] = code;
        places[code] = ++different;
      }
    }
    out.count(different);
    for (int i = 0; i < different; i++) {
      out.value(log.values(column).value(codes[i]));
    }
    for (int i = first; i < log.end() && different > 1; i++) {
      out.count(places[log.code(column, i)] - 1);
    }
  }

  private static void readValues(SignalLog log, int column, int size, Decoder in) {
    int[] codes = new int[in.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = log.values(column).code(in.value());
    }
    for (int i = 0; i < size; i++) {
      log.setCode(column, i, codes[codes.length > 1 ? in.size() : 0]);
    }
  }
}
