package dev.attune.engine;

import dev.attune.wire.BinaryWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What was given, exactly, by calendar days and years: booked and not undone, and lent to phones.
 *
 * <pre>
 *   given   'd' giver 0x00 day         ->  amount, decimal text: what one giver gave on a day of their zone
 *           'y' giver 0x00 year        ->  in a year of their zone
 *           't' team 0x00 day          ->  what a team gave on a day of its zone
 *           'l' id                     ->  what is lent: see {@link LentFormat}
 * </pre>
 *
 * <p>Days are {@code 2026-03-01}, years {@code 2026}; the giver that is Attune itself has the empty
 * name. A sum of nothing has no key. Changes are seen here before they are committed. Belongs to
 * one thread.
 */
final class Sums {
  private final Source source;
  private final Map<String, BigDecimal> changed = new HashMap<>();

  Sums(Source source) {
    this.source = source;
  }

  static String ofDay(Chooser by, LocalDate day) {
    return "d" + giver(by) + "\0" + day;
  }

  static String ofYear(Chooser by, LocalDate day) {
    return "y" + giver(by) + "\0" + day.getYear();
  }

  static String ofTeam(String team, LocalDate day) {
    return "t" + team + "\0" + day;
  }

  private static String giver(Chooser by) {
    return by.isAuto() ? "" : by.name();
  }

  BigDecimal get(String sum) {
    BigDecimal known = changed.get(sum);
    if (known != null) {
      return known;
    }
    byte[] value = source.get(Family.GIVEN, key(sum));
    return value == null
        ? BigDecimal.ZERO
        : new BigDecimal(new String(value, StandardCharsets.UTF_8));
  }

  /** Adds an amount, which may be negative, everywhere where it counts. */
  void add(Chooser by, LocalDate day, Optional<LocalDate> teamDay, BigDecimal amount) {
    names(by, day, teamDay).forEach(sum -> add(sum, amount));
  }

  /** The sums in which something counts that was given on a day. */
  static List<String> names(Chooser by, LocalDate day, Optional<LocalDate> teamDay) {
    List<String> names = new ArrayList<>(List.of(ofDay(by, day), ofYear(by, day)));
    by.team().ifPresent(team -> teamDay.ifPresent(theirs -> names.add(ofTeam(team, theirs))));
    return names;
  }

  private void add(String sum, BigDecimal amount) {
    if (amount.signum() != 0) {
      changed.put(sum, get(sum).add(amount));
    }
  }

  /** Writes what changed. */
  void writeTo(Commit commit) {
    changed.forEach((sum, amount) -> {
      if (amount.signum() == 0) {
        commit.delete(Family.GIVEN, key(sum));
      } else {
        commit.put(Family.GIVEN, key(sum), amount.toPlainString().getBytes(StandardCharsets.UTF_8));
      }
    });
  }

  /** Calls {@code each} with every sum there is and its amount. */
  static void all(Source source, BiConsumer<String, BigDecimal> each) {
    for (char kind : new char[] {'d', 'y', 't'}) {
      try (Scan scan = source.scan(Family.GIVEN, new byte[] {(byte) kind})) {
        while (scan.next()) {
          byte[] key = scan.key();
          each.accept(
              Keys.text(key, 0, key.length),
              new BigDecimal(new String(scan.value(), StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private static byte[] key(String sum) {
    byte[] text = sum.getBytes(StandardCharsets.UTF_8);
    return new BinaryWriter(text.length).writeRaw(text, 0, text.length).toBytes();
  }
}
