package dev.attune.engine;

import dev.attune.care.Verdict.Reason;
import dev.attune.engine.GestureView.Asked;
import dev.attune.engine.GestureView.Sending;
import dev.attune.engine.GestureView.State;
import dev.attune.engine.GestureView.Turned;
import dev.attune.playbook.Act;
import dev.attune.playbook.AtMost;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a choice, in bytes; the shapes are those of {@link DeedFormat}.
 *
 * <pre>
 *   version byte 1, choice, state byte (1 refused, 2 held, 3 promised, 4 delivered, 5 failed, 6 undone), title text,
 *   act, kind text if any, cost amount, reasons varint and each, lent amount, teamDay text if any,
 *   heldUntil, lateAt and knownAt, each long (0 none), flags byte (1 late, 2 asked, 4 still asked, 8 to be sent);
 *   if sent: at long, tries varint, problem text if any; if asked: by text, team text if any, at long; course varint, each: state byte, at long, by text if any, why text if any
 *   act:     1 webhook: name text; 2 task: text, team text if any; 3 message: text, through text; 4 myself
 *   reason:  1 not offered, 2 not for them, 3 does not fit, 4 unknown cost,
 *            5 over limit: limit byte, amount, spent, cost; 6 too often: times varint, within seconds varint, counted varint;
 *            7 over lent: left, cost
 * </pre>
 */
final class GestureFormat {
  private static final int VERSION = 1;
  private static final int LATE = 1;
  private static final int ASKED = 2;
  private static final int STANDS = 4;
  private static final int SENT = 8;
  private static final List<State> STATES =
      List.of(
          State.REFUSED, State.HELD, State.PROMISED, State.DELIVERED, State.FAILED, State.UNDONE);

  private GestureFormat() {}

  static byte[] encode(GestureView gesture) {
    BinaryWriter out = new BinaryWriter(512).writeByte(VERSION);
    DeedFormat.write(out, gesture.choice());
    out.writeByte(STATES.indexOf(gesture.state()) + 1).writeText(gesture.title());
    write(out, gesture.act());
    DeedFormat.writeText(out, gesture.kind());
    write(out, gesture.cost());
    out.writeVarint(gesture.reasons().size());
    gesture.reasons().forEach(reason -> write(out, reason));
    write(out, gesture.lent());
    DeedFormat.writeText(out, gesture.teamDay().map(LocalDate::toString));
    writeInstant(out, gesture.heldUntil());
    writeInstant(out, gesture.lateAt());
    writeInstant(out, gesture.knownAt());
    boolean stands = gesture.asked().map(Asked::stands).orElse(false);
    out.writeByte(
        (gesture.late() ? LATE : 0)
            | (gesture.asked().isPresent() ? ASKED : 0)
            | (stands ? STANDS : 0)
            | (gesture.sending().isPresent() ? SENT : 0));
    gesture
        .sending()
        .ifPresent(sending -> {
          out.writeLong(sending.at().toEpochMilli()).writeVarint(sending.tries());
          DeedFormat.writeText(out, sending.problem());
        });
    gesture
        .asked()
        .ifPresent(asked -> {
          out.writeText(asked.by());
          DeedFormat.writeText(out, asked.team());
          out.writeLong(asked.at().toEpochMilli());
        });
    out.writeVarint(gesture.course().size());
    gesture.course().forEach(turned -> write(out, turned));
    return out.toBytes();
  }

  static GestureView decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new DamagedBytes("gesture has version %d, expected %d".formatted(version, VERSION));
    }
    Choice choice = DeedFormat.readChoice(in);
    State state = DeedFormat.decoded(STATES, in.readByte());
    String title = in.readText();
    Act act = readAct(in);
    Optional<String> kind = DeedFormat.readText(in);
    BigDecimal cost = DeedFormat.readAmount(in);
    List<Reason> reasons = readReasons(in);
    BigDecimal lent = DeedFormat.readAmount(in);
    Optional<LocalDate> teamDay = DeedFormat.readText(in).map(LocalDate::parse);
    Optional<Instant> heldUntil = readInstant(in);
    Optional<Instant> lateAt = readInstant(in);
    Optional<Instant> knownAt = readInstant(in);
    int flags = in.readByte();
    Optional<Sending> sending = readSending(in, flags);
    Optional<Asked> asked = readAsked(in, flags);
    return new GestureView(
        choice,
        state,
        title,
        act,
        kind,
        cost,
        reasons,
        lent,
        teamDay,
        heldUntil,
        lateAt,
        knownAt,
        (flags & LATE) != 0,
        sending,
        asked,
        readCourse(in));
  }

  private static Optional<Sending> readSending(BinaryReader in, int flags) {
    return (flags & SENT) == 0
        ? Optional.empty()
        : Optional.of(
            new Sending(DeedFormat.readInstant(in), in.readCount(), DeedFormat.readText(in)));
  }

  private static Optional<Asked> readAsked(BinaryReader in, int flags) {
    if ((flags & ASKED) == 0) {
      return Optional.empty();
    }
    String by = in.readText();
    Optional<String> team = DeedFormat.readText(in);
    return Optional.of(new Asked(by, team, DeedFormat.readInstant(in), (flags & STANDS) != 0));
  }

  private static List<Turned> readCourse(BinaryReader in) {
    List<Turned> course = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      course.add(readTurned(in));
    }
    return course;
  }

  /** Reads the reasons of a refusal. */
  static List<Reason> readReasons(BinaryReader in) {
    List<Reason> reasons = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      reasons.add(readReason(in));
    }
    return reasons;
  }

  private static void write(BinaryWriter out, Turned turned) {
    out.writeByte(STATES.indexOf(turned.state()) + 1).writeLong(turned.at().toEpochMilli());
    DeedFormat.writeText(out, turned.by());
    DeedFormat.writeText(out, turned.why());
  }

  private static Turned readTurned(BinaryReader in) {
    return new Turned(
        DeedFormat.decoded(STATES, in.readByte()),
        DeedFormat.readInstant(in),
        DeedFormat.readText(in),
        DeedFormat.readText(in));
  }

  static void write(BinaryWriter out, Act act) {
    switch (act) {
      case Act.Webhook(String name) -> out.writeByte(1).writeText(name);
      case Act.Task(String text, Optional<String> team) -> {
        out.writeByte(2).writeText(text);
        DeedFormat.writeText(out, team);
      }
      case Act.Message(String text, String through) ->
          out.writeByte(3).writeText(text).writeText(through);
      case Act.Myself myself -> out.writeByte(4);
    }
  }

  static Act readAct(BinaryReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> new Act.Webhook(in.readText());
      case 2 -> new Act.Task(in.readText(), DeedFormat.readText(in));
      case 3 -> new Act.Message(in.readText(), in.readText());
      case 4 -> new Act.Myself();
      default -> throw new DamagedBytes("an act is of the unknown kind " + kind);
    };
  }

  static void write(BinaryWriter out, Reason reason) {
    switch (reason) {
      case Reason.NotOffered not -> out.writeByte(1);
      case Reason.NotForThem not -> out.writeByte(2);
      case Reason.DoesNotFit not -> out.writeByte(3);
      case Reason.UnknownCost unknown -> out.writeByte(4);
      case Reason.OverLimit over -> {
        out.writeByte(5).writeByte(DeedFormat.LIMITS.indexOf(over.limit()) + 1);
        write(out, over.amount());
        write(out, over.spent());
        write(out, over.cost());
      }
      case Reason.TooOften often ->
          out.writeByte(6)
              .writeVarint(often.atMost().times())
              .writeVarint(often.atMost().within().toSeconds())
              .writeVarint(often.times());
      case Reason.Objects objects -> out.writeByte(8);
      case Reason.OverLent over -> {
        out.writeByte(7);
        write(out, over.left());
        write(out, over.cost());
      }
    }
  }

  static Reason readReason(BinaryReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> new Reason.NotOffered();
      case 2 -> new Reason.NotForThem();
      case 3 -> new Reason.DoesNotFit();
      case 4 -> new Reason.UnknownCost();
      case 5 ->
          new Reason.OverLimit(
              DeedFormat.decoded(DeedFormat.LIMITS, in.readByte()),
              DeedFormat.readAmount(in),
              DeedFormat.readAmount(in),
              DeedFormat.readAmount(in));
      case 6 ->
          new Reason.TooOften(
              new AtMost(in.readCount(), Duration.ofSeconds(in.readVarint())), in.readCount());
      case 8 -> new Reason.Objects();
      case 7 -> new Reason.OverLent(DeedFormat.readAmount(in), DeedFormat.readAmount(in));
      default -> throw new DamagedBytes("a reason is of the unknown kind " + kind);
    };
  }

  static void write(BinaryWriter out, BigDecimal amount) {
    out.writeText(amount.toPlainString());
  }

  private static void writeInstant(BinaryWriter out, Optional<Instant> at) {
    out.writeLong(at.map(Instant::toEpochMilli).orElse(0L));
  }

  private static Optional<Instant> readInstant(BinaryReader in) {
    long at = in.readLong();
    return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }
}
