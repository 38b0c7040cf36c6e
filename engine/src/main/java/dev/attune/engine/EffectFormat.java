package dev.attune.engine;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An effect in bytes. The shapes are those of {@link BinaryWriter}:
 *
 * <pre>
 *   id        16 bytes
 *   cause     byte   1 by signal: source text, messageId text, address
 *                    2 by time: at long, address of the signal that set it
 *                    3 by adoption: at long, version varint
 *                    4 by what was heard of an event: at long, last long
 *   change    byte   1 entered, 2 left, 3 opened, 4 renewed, 5 closed, 6 set aside, 7 left out, 8 opened for a key,
 *                    9 attained, 10 attained with a key, 11 missed, 12 missed with a key,
 *                    13 stopped, 14 resumed, 15 gathered, 16 good, 17 good after a gesture; then rule text;
 *                    renewed: moment text; closed: moment text, ending byte (1 reason gone, 2 expired, 3 closed,
 *                    4 dismissed, 5 rule removed, 6 set aside, 7 objected); set aside: signals varint; left out: value text;
 *                    with a key: key text; attained: started long; missed: started long, twin varint;
 *                    resumed: stop text; gathered: members varint, before varint;
 *                    good: moment text, then the gesture's id, text, if it is after one
 *   evidence  version varint, values bytes (JSON), signals varint and an address each, more varint
 *   address   sender text (user:x or anonymous:x), at long
 * </pre>
 */
final class EffectFormat {
  private static final Ending[] ENDINGS = {
    Ending.REASON_GONE,
    Ending.EXPIRED,
    Ending.CLOSED,
    Ending.DISMISSED,
    Ending.RULE_REMOVED,
    Ending.SET_ASIDE,
    Ending.OBJECTED
  };

  private EffectFormat() {}

  static void write(BinaryWriter out, Effect effect) {
    Keys.effect(out, effect.id());
    write(out, effect.cause());
    write(out, effect.change());
    Evidence evidence = effect.evidence();
    out.writeVarint(evidence.version()).writeBytes(Json.write(evidence.values()));
    out.writeVarint(evidence.signals().size());
    evidence.signals().forEach(address -> write(out, address));
    out.writeVarint(evidence.more());
  }

  static Effect read(BinaryReader in) {
    StringBuilder id = new StringBuilder(32);
    for (int i = 0; i < 16; i++) {
      int digits = in.readByte();
      id.append(Character.forDigit(digits >>> 4, 16)).append(Character.forDigit(digits & 15, 16));
    }
    Cause cause = readCause(in);
    Change change = readChange(in);
    int version = in.readCount();
    byte[] values = in.readBytes();
    int count = in.readCount();
    List<Signal.Address> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signals.add(readAddress(in));
    }
    Evidence evidence =
        new Evidence(
            version,
            Json.read(new String(values, StandardCharsets.UTF_8)),
            signals,
            in.readCount());
    return new Effect(id.toString(), cause, change, evidence);
  }

  static void write(BinaryWriter out, Cause cause) {
    switch (cause) {
      case Cause.BySignal by -> {
        out.writeByte(1).writeText(by.signal().source()).writeText(by.signal().messageId());
        write(out, by.address());
      }
      case Cause.ByTime by -> {
        out.writeByte(2).writeLong(by.at().toEpochMilli());
        write(out, by.setBy());
      }
      case Cause.ByAdoption by ->
          out.writeByte(3).writeLong(by.at().toEpochMilli()).writeVarint(by.version());
      case Cause.ByEvent by ->
          out.writeByte(4).writeLong(by.at().toEpochMilli()).writeLong(by.last().toEpochMilli());
    }
  }

  static Cause readCause(BinaryReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> new Cause.BySignal(new SignalId(in.readText(), in.readText()), readAddress(in));
      case 2 -> new Cause.ByTime(Instant.ofEpochMilli(in.readLong()), readAddress(in));
      case 3 -> new Cause.ByAdoption(Instant.ofEpochMilli(in.readLong()), in.readCount());
      case 4 ->
          new Cause.ByEvent(
              Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong()));
      default -> throw new DamagedBytes("effect has the unknown cause " + kind);
    };
  }

  private static void write(BinaryWriter out, Change change) {
    switch (change) {
      case Change.Entered entered -> out.writeByte(1).writeText(entered.rule());
      case Change.Left left -> out.writeByte(2).writeText(left.rule());
      case Change.Opened opened -> {
        String key = opened.key();
        out.writeByte(key == null ? 3 : 8).writeText(opened.rule());
        if (key != null) {
          out.writeText(key);
        }
      }
      case Change.Renewed renewed ->
          out.writeByte(4).writeText(renewed.rule()).writeText(renewed.moment());
      case Change.Closed closed ->
          out.writeByte(5)
              .writeText(closed.rule())
              .writeText(closed.moment())
              .writeByte(code(closed.ending()));
      case Change.Good good -> write(out, good);
      case Change.SetAside aside ->
          out.writeByte(6).writeText(aside.rule()).writeVarint(aside.signals());
      case Change.LeftOut left -> out.writeByte(7).writeText(left.rule()).writeText(left.value());
      case Change.Attained attained -> {
        out.writeByte(attained.key() == null ? 9 : 10).writeText(attained.rule());
        writeInstance(out, attained.key(), attained.started());
      }
      case Change.Missed missed -> {
        out.writeByte(missed.key() == null ? 11 : 12).writeText(missed.rule());
        writeInstance(out, missed.key(), missed.started());
        out.writeVarint(missed.twin());
      }
      case Change.Stopped stopped -> out.writeByte(13).writeText(stopped.rule());
      case Change.Gathered gathered -> {
        out.writeByte(15).writeText(gathered.rule());
        out.writeVarint(gathered.members()).writeVarint(gathered.before());
      }
      case Change.Resumed resumed ->
          out.writeByte(14).writeText(resumed.rule()).writeText(resumed.stop());
    }
  }

  private static void write(BinaryWriter out, Change.Good good) {
    String gesture = good.gesture();
    out.writeByte(gesture == null ? 16 : 17).writeText(good.rule()).writeText(good.moment());
    if (gesture != null) {
      out.writeText(gesture);
    }
  }

  private static Change readChange(BinaryReader in) {
    int kind = in.readByte();
    String rule = in.readText();
    return switch (kind) {
      case 1 -> new Change.Entered(rule);
      case 2 -> new Change.Left(rule);
      case 3 -> new Change.Opened(rule);
      case 4 -> new Change.Renewed(rule, in.readText());
      case 5 -> new Change.Closed(rule, in.readText(), ending(in.readByte()));
      case 6 -> new Change.SetAside(rule, in.readCount());
      case 7 -> new Change.LeftOut(rule, in.readText());
      case 8 -> new Change.Opened(rule, in.readText());
      case 9 -> new Change.Attained(rule, null, readInstant(in));
      case 10 -> new Change.Attained(rule, in.readText(), readInstant(in));
      case 11 -> new Change.Missed(rule, null, readInstant(in), in.readCount());
      case 12 -> new Change.Missed(rule, in.readText(), readInstant(in), in.readCount());
      case 13 -> new Change.Stopped(rule);
      case 14 -> new Change.Resumed(rule, in.readText());
      case 15 -> new Change.Gathered(rule, in.readVarint(), in.readVarint());
      case 16 -> new Change.Good(rule, in.readText(), null);
      case 17 -> new Change.Good(rule, in.readText(), in.readText());
      default -> throw new DamagedBytes("effect has the unknown change " + kind);
    };
  }

  private static void writeInstance(BinaryWriter out, @Nullable String key, Instant started) {
    if (key != null) {
      out.writeText(key);
    }
    out.writeLong(started.toEpochMilli());
  }

  private static Instant readInstant(BinaryReader in) {
    return Instant.ofEpochMilli(in.readLong());
  }

  /** The code of an ending, 1 for the first. */
  static int code(Ending ending) {
    for (int i = 0; i < ENDINGS.length; i++) {
      if (ENDINGS[i] == ending) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("ending has no code: " + ending);
  }

  /** The ending with a code. */
  static Ending ending(int code) {
    if (code < 1 || code > ENDINGS.length) {
      throw new DamagedBytes("effect has the unknown ending " + code);
    }
    return ENDINGS[code - 1];
  }

  private static void write(BinaryWriter out, Signal.Address address) {
    out.writeText(address.sender().toString()).writeLong(address.at().toEpochMilli());
  }

  private static Signal.Address readAddress(BinaryReader in) {
    return new Signal.Address(Id.parse(in.readText()), Instant.ofEpochMilli(in.readLong()));
  }
}
