package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.care.Limit;
import dev.attune.customer.Id;
import dev.attune.engine.Choice.What;
import dev.attune.playbook.Role;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deed in bytes. The shapes are those of {@link BinaryWriter}; what may be absent is a byte, 0 or
 * 1, and itself if that is 1; amounts are decimal text.
 *
 * <pre>
 *   deed:     kind byte   1 choose, 2 turn, 3 ask, 4 take, 5 lend, 6 return, 7 again
 *   choose:   count varint, count x choice
 *   turn:     gesture text, way byte (1 undo, 2 confirm, 3 fail), by text, at long, why text if any
 *   ask:      gesture text, stands byte, at long
 *   take:     gesture text, by chooser, at long
 *   lend:     id text, by chooser, amount text, at long, until long
 *   return:   id text, at long
 *   again:    gesture text, next long, problem text
 *   choice:   id text, customer text, what, moment text if any, by chooser, at long, lend text if any
 *   what:     byte 1: option text, quoted text if any; byte 2: words text, amount text
 *   chooser:  name text, role byte (0 none, 1 steward, 2 lead, 3 front-line), team text if any, zone text,
 *             limits varint, each: byte (1 per gesture, 2 per day, 3 per year, 4 per customer per year,
 *             5 team per day), amount text
 * </pre>
 */
final class DeedFormat {
  private static final int CHOOSE = 1;
  private static final int TURN = 2;
  private static final int ASK = 3;
  private static final int TAKE = 4;
  private static final int LEND = 5;
  private static final int RETURN = 6;
  private static final int AGAIN = 7;
  private static final int LISTED = 1;
  private static final int ELSE = 2;
  private static final List<Role> ROLES = List.of(Role.STEWARD, Role.LEAD, Role.FRONT_LINE);
  private static final List<Deed.Way> WAYS =
      List.of(Deed.Way.UNDO, Deed.Way.CONFIRM, Deed.Way.FAIL);
  static final List<Limit> LIMITS =
      List.of(
          Limit.PER_GESTURE,
          Limit.PER_DAY,
          Limit.PER_YEAR,
          Limit.PER_CUSTOMER_PER_YEAR,
          Limit.TEAM_PER_DAY);

  private DeedFormat() {}

  static void write(BinaryWriter out, Deed deed) {
    switch (deed) {
      case Deed.Choose(List<Choice> choices) -> {
        out.writeByte(CHOOSE).writeVarint(choices.size());
        choices.forEach(choice -> write(out, choice));
      }
      case Deed.Turn turn -> {
        out.writeByte(TURN).writeText(turn.gesture()).writeByte(WAYS.indexOf(turn.way()) + 1);
        out.writeText(turn.by()).writeLong(turn.at().toEpochMilli());
        writeText(out, turn.why());
      }
      case Deed.Ask ask ->
          out.writeByte(ASK)
              .writeText(ask.gesture())
              .writeByte(ask.stands() ? 1 : 0)
              .writeLong(ask.at().toEpochMilli());
      case Deed.Take take -> {
        out.writeByte(TAKE).writeText(take.gesture());
        write(out, take.by());
        out.writeLong(take.at().toEpochMilli());
      }
      case Deed.Lend lend -> {
        out.writeByte(LEND).writeText(lend.id());
        write(out, lend.by());
        out.writeText(lend.amount().toPlainString()).writeLong(lend.at().toEpochMilli());
        out.writeLong(lend.until().toEpochMilli());
      }
      case Deed.Return back ->
          out.writeByte(RETURN).writeText(back.id()).writeLong(back.at().toEpochMilli());
      case Deed.Again again ->
          out.writeByte(AGAIN)
              .writeText(again.gesture())
              .writeLong(again.next().toEpochMilli())
              .writeText(again.problem());
    }
  }

  static Deed read(BinaryReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case CHOOSE -> {
        List<Choice> choices = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
          choices.add(readChoice(in));
        }
        yield new Deed.Choose(choices);
      }
      case TURN ->
          new Deed.Turn(
              in.readText(),
              decoded(WAYS, in.readByte()),
              in.readText(),
              readInstant(in),
              readText(in));
      case ASK -> new Deed.Ask(in.readText(), in.readByte() != 0, readInstant(in));
      case TAKE -> new Deed.Take(in.readText(), readChooser(in), readInstant(in));
      case LEND ->
          new Deed.Lend(
              in.readText(), readChooser(in), readAmount(in), readInstant(in), readInstant(in));
      case RETURN -> new Deed.Return(in.readText(), readInstant(in));
      case AGAIN -> new Deed.Again(in.readText(), readInstant(in), in.readText());
      default -> throw new DamagedBytes("a deed has the unknown kind " + kind);
    };
  }

  static void write(BinaryWriter out, Choice choice) {
    out.writeText(choice.id()).writeText(choice.customer().toString());
    switch (choice.what()) {
      case What.Listed(String option, Optional<BigDecimal> quoted) -> {
        out.writeByte(LISTED).writeText(option);
        writeText(out, quoted.map(BigDecimal::toPlainString));
      }
      case What.Else(String words, BigDecimal amount) ->
          out.writeByte(ELSE).writeText(words).writeText(amount.toPlainString());
    }
    writeText(out, choice.moment());
    write(out, choice.by());
    out.writeLong(choice.at().toEpochMilli());
    writeText(out, choice.lend());
  }

  static Choice readChoice(BinaryReader in) {
    return new Choice(
        in.readText(),
        Id.parse(in.readText()),
        readWhat(in),
        readText(in),
        readChooser(in),
        readInstant(in),
        readText(in));
  }

  private static What readWhat(BinaryReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case LISTED -> new What.Listed(in.readText(), readText(in).map(BigDecimal::new));
      case ELSE -> new What.Else(in.readText(), readAmount(in));
      default -> throw new DamagedBytes("a choice is of the unknown kind " + kind);
    };
  }

  static void write(BinaryWriter out, Chooser by) {
    out.writeText(by.name()).writeByte(by.role().map(ROLES::indexOf).orElse(-1) + 1);
    writeText(out, by.team());
    out.writeText(by.zone().getId()).writeVarint(by.allowance().amounts().size());
    for (Limit limit : LIMITS) {
      by.allowance()
          .of(limit)
          .ifPresent(
              amount -> out.writeByte(LIMITS.indexOf(limit) + 1).writeText(amount.toPlainString()));
    }
  }

  static Chooser readChooser(BinaryReader in) {
    String name = in.readText();
    int role = in.readByte();
    Optional<String> team = readText(in);
    ZoneId zone = ZoneId.of(in.readText());
    Map<Limit, BigDecimal> amounts = new EnumMap<>(Limit.class);
    for (int left = in.readCount(); left > 0; left--) {
      amounts.put(decoded(LIMITS, in.readByte()), readAmount(in));
    }
    return new Chooser(
        name,
        role == 0 ? Optional.empty() : Optional.of(decoded(ROLES, role)),
        team,
        zone,
        new Allowance(amounts));
  }

  static void writeText(BinaryWriter out, Optional<String> text) {
    out.writeByte(text.isPresent() ? 1 : 0);
    text.ifPresent(out::writeText);
  }

  static Optional<String> readText(BinaryReader in) {
    return in.readByte() == 0 ? Optional.empty() : Optional.of(in.readText());
  }

  static BigDecimal readAmount(BinaryReader in) {
    return new BigDecimal(in.readText());
  }

  static Instant readInstant(BinaryReader in) {
    return Instant.ofEpochMilli(in.readLong());
  }

  /** What a code from 1 on stands for. */
  static <T> T decoded(List<T> codes, int code) {
    if (code < 1 || code > codes.size()) {
      throw new DamagedBytes("a deed has the unknown code " + code);
    }
    return codes.get(code - 1);
  }
}
