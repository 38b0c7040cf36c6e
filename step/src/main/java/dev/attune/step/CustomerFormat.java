package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Namespace;
import dev.attune.step.State.Trait;
import java.util.Objects;

/**
 * The bytes of a {@link Customer}, format {@value #FORMAT}; format 1 knew no line of a customer. In
 * order, in the terms of {@link Encoder}; "clock" is the later of last signal and last due instant,
 * and most instants are written relative to it:
 *
 * <pre>
 *   format raw · playbook version count · limit count
 *   flags raw: 1 set aside, 2 line crossed, 4 has a last signal, 8 has a last due instant, 16 has a line
 *   line: instant whole                                         if flagged: later than the version's
 *   last signal: instant whole, rank raw, message id text       if flagged
 *   last due instant: whole                                     if flagged
 *   senders: count × (namespace raw, value text)
 *   zone: optional text
 *   traits: count × (name text, value, clock − stated whole, sender count)
 *   logs, for each stream with a window and without per, in the plan's order: see {@link MemoryFormat}
 *   totals of facts without a window and without per, in the playbook's order: see {@link Gauge.Total}
 *   keyed memories, for each stream with per, in the plan's order: see {@link MemoryFormat}
 *   watches: flags raw (1 holds, 2 has a next instant) · clock − since whole · next − clock count
 *   waits, for each silence, then for each goal: see {@link MemoryFormat}
 *   steps, for each sequence: see {@link MemoryFormat}
 *   moments, then carried moments: see {@link MomentFormat}
 * </pre>
 */
final class CustomerFormat {
  static final int FORMAT = 2;

  private static final int SET_ASIDE = 1;
  private static final int CROSSED_LINE = 2;
  private static final int HAS_SIGNAL = 4;
  private static final int HAS_DUE = 8;
  private static final int HAS_LINE = 16;
  private static final int OBJECTS = 32;
  private static final int HOLDS = 1;
  private static final int HAS_NEXT = 2;

  private CustomerFormat() {}

  static int version(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    expectFormat(in.raw());
    return in.size();
  }

  /** The traits alone: what stands before them is read, what follows is not. */
  static Data traits(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    expectFormat(in.raw());
    in.size();
    in.size();
    skipClock(in);
    for (int senders = in.size(); senders > 0; senders--) {
      readId(in);
    }
    in.optionalText();
    Data.Builder traits = new Data.Builder();
    for (int left = in.size(); left > 0; left--) {
      traits.put(in.text(), Objects.requireNonNull(in.value()));
      in.whole();
      in.size();
    }
    return traits.build();
  }

  private static void skipClock(Decoder in) {
    int flags = in.raw();
    if ((flags & HAS_LINE) != 0) {
      in.whole();
    }
    if ((flags & HAS_SIGNAL) != 0) {
      in.whole();
      in.raw();
      in.text();
    }
    if ((flags & HAS_DUE) != 0) {
      in.whole();
    }
  }

  static Customer write(State state) {
    Encoder out = new Encoder();
    out.raw(FORMAT);
    out.count(state.plan.version);
    out.count(state.limit);
    writeClock(state, out);
    long clock = state.clock();
    out.count(state.senders.size());
    for (int i = 0; i < state.senders.size(); i++) {
      writeId(state.senders.id(i), out);
    }
    out.optionalText(state.zone);
    writeTraits(state, clock, out);
    MemoryFormat memories = new MemoryFormat(clock, state.senders);
    for (StreamPlan stream : state.plan.streams) {
      if (stream.retention > 0 && !stream.keyed) {
        memories.writeLog(stream.log(state.memory), stream, out);
      }
    }
    for (int i = 0; i < state.plan.playbook.facts().size(); i++) {
      if (state.plan.gauge(i) instanceof Gauge.Total total && state.plan.keyed(i) == null) {
        total.write(state.memory, out);
      }
    }
    for (StreamPlan stream : state.plan.streams) {
      if (stream.keyed) {
        memories.write(state.keyed(stream), stream, out);
      }
    }
    writeWatches(state, clock, out);
    for (WaitPlan wait : state.plan.waits) {
      memories.writeWaits(state.waits(wait.index()), wait.per() != null, out);
    }
    for (SequencePlan sequence : state.plan.sequences) {
      memories.writeSteps(state.steps(sequence.index()), sequence, out);
    }
    MomentFormat.write(state.moments.all(), out);
    MomentFormat.write(state.carried, out);
    return Customer.of(out.toBytes());
  }

  static State read(Customer customer, Plan plan) {
    Decoder in = new Decoder(customer.bytes());
    expectFormat(in.raw());
    expectVersion(in.size(), plan);
    State state = new State(plan);
    state.limit = in.size();
    readClock(state, in);
    long clock = state.clock();
    int senders = in.size();
    for (int i = 0; i < senders; i++) {
      state.senders.indexOf(readId(in));
    }
    state.zone = in.optionalText();
    readTraits(state, clock, in);
    MemoryFormat memories = new MemoryFormat(clock, state.senders);
    state.memory.reserve(customer.bytes().length / 2); // a row is some longs, and some bytes there
    readFacts(state, memories, in);
    readWatches(state, clock, in);
    for (WaitPlan wait : plan.waits) {
      memories.readWaits(state.waits(wait.index()), wait.per() != null, in);
      state.noteWait(wait.index());
    }
    for (SequencePlan sequence : plan.sequences) {
      memories.readSteps(state.steps(sequence.index()), in);
    }
    state.moments.set(MomentFormat.read(in));
    state.carried = MomentFormat.read(in);
    return state;
  }

  private static void readFacts(State state, MemoryFormat memories, Decoder in) {
    for (StreamPlan stream : state.plan.streams) {
      if (stream.retention > 0 && !stream.keyed) {
        memories.readLog(stream.log(state.memory), stream, in);
      }
    }
    for (int i = 0; i < state.plan.playbook.facts().size(); i++) {
      if (state.plan.gauge(i) instanceof Gauge.Total total && state.plan.keyed(i) == null) {
        total.read(state.memory, in);
      }
    }
    for (StreamPlan stream : state.plan.streams) {
      if (stream.keyed) {
        memories.read(state.keyed(stream), stream, in);
      }
    }
  }

  static void writeId(Id id, Encoder out) {
    out.raw(id.isUser() ? 0 : 1);
    out.text(id.value());
  }

  static Id readId(Decoder in) {
    return new Id(in.raw() == 0 ? Namespace.USER : Namespace.ANONYMOUS, in.text());
  }

  private static void expectFormat(int format) {
    if (format < 1 || format > FORMAT) {
      throw new IllegalStateException(
          "customer state has format " + format + ", this version reads format " + FORMAT);
    }
  }

  private static void expectVersion(int version, Plan plan) {
    if (version != plan.version) {
      throw new IllegalArgumentException(
          "customer was decided by playbook version "
              + version
              + ", this step is version "
              + plan.version
              + ": re-fold them");
    }
  }

  private static void writeClock(State state, Encoder out) {
    boolean signal = state.lastAt != Long.MIN_VALUE;
    boolean due = state.lastDue != Long.MIN_VALUE;
    boolean line = state.from > state.plan.from;
    out.raw(
        (state.setAside ? SET_ASIDE : 0)
            | (state.crossedLine ? CROSSED_LINE : 0)
            | (state.objects ? OBJECTS : 0)
            | (signal ? HAS_SIGNAL : 0)
            | (due ? HAS_DUE : 0)
            | (line ? HAS_LINE : 0));
    if (line) {
      out.whole(state.from);
    }
    if (signal) {
      out.whole(state.lastAt);
      out.raw(state.lastRank);
      out.text(state.lastMessageId);
    }
    if (due) {
      out.whole(state.lastDue);
    }
  }

  private static void readClock(State state, Decoder in) {
    int flags = in.raw();
    state.setAside = (flags & SET_ASIDE) != 0;
    state.crossedLine = (flags & CROSSED_LINE) != 0;
    state.objects = (flags & OBJECTS) != 0;
    if ((flags & HAS_LINE) != 0) {
      state.from = in.whole();
    }
    if ((flags & HAS_SIGNAL) != 0) {
      state.lastAt = in.whole();
      state.lastRank = in.raw();
      state.lastMessageId = in.text();
    }
    if ((flags & HAS_DUE) != 0) {
      state.lastDue = in.whole();
    }
  }

  private static void writeTraits(State state, long clock, Encoder out) {
    out.count(state.traits.size());
    state.traits.forEach((name, trait) -> {
      out.text(name);
      out.value(trait.value());
      out.whole(clock - trait.at());
      out.count(trait.sender());
    });
  }

  private static void readTraits(State state, long clock, Decoder in) {
    int traits = in.size();
    for (int i = 0; i < traits; i++) {
      String name = in.text();
      Object value = Objects.requireNonNull(in.value());
      state.traits.put(name, new Trait(value, clock - in.whole(), in.size()));
    }
  }

  private static void writeWatches(State state, long clock, Encoder out) {
    for (int i = 0; i < state.plan.watches.size(); i++) {
      boolean next = state.next(i) != Gauge.NEVER;
      out.raw((state.holds(i) ? HOLDS : 0) | (next ? HAS_NEXT : 0));
      if (state.holds(i)) {
        out.whole(clock - state.since(i));
      }
      if (next) {
        out.whole(state.next(i) - clock);
      }
    }
  }

  private static void readWatches(State state, long clock, Decoder in) {
    for (int i = 0; i < state.plan.watches.size(); i++) {
      int flags = in.raw();
      if ((flags & HOLDS) != 0) {
        state.turn(i, true, clock - in.whole());
      }
      if ((flags & HAS_NEXT) != 0) {
        state.setNext(i, clock + in.whole());
      }
    }
  }
}
