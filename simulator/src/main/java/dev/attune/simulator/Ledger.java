package dev.attune.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what is true of one customer while their plan is made. Not thread-safe. */
final class Ledger {
  private static final long YEAR = 365 * Almanac.DAY;
  private static final int PRAISES = 3;

  private final Span span;
  private final List<Truth.Event> events = new ArrayList<>();
  private final List<Truth.Planted> planted = new ArrayList<>();
  private final List<Truth.Said> said = new ArrayList<>();
  private final List<Praise> praises = new ArrayList<>();

  Ledger(Span span) {
    this.span = span;
  }

  private record Praise(long at, String messageId) {}

  void happened(String kind, long at, Optional<Why> why) {
    events.add(new Truth.Event(kind, Instant.ofEpochMilli(at), why));
  }

  void planted(Plant plant, long at, String about, Truth.Evidence evidence) {
    planted.add(new Truth.Planted(plant, Instant.ofEpochMilli(at), about, evidence));
  }

  void said(String messageId, long at, Words.Saying saying) {
    Family family = saying.family();
    said.add(
        new Truth.Said(
            messageId,
            Instant.ofEpochMilli(at),
            family.id(),
            family.heldOut(),
            family.language(),
            saying.misspelt(),
            family.meaning()));
  }

  void praised(long at, String messageId) {
    praises.add(new Praise(at, messageId));
  }

  List<Truth.Event> events() {
    return told(events, Truth.Event::at);
  }

  List<Truth.Planted> planted() {
    praise();
    return told(planted, Truth.Planted::at);
  }

  List<Truth.Said> said() {
    return told(said, Truth.Said::at);
  }

  /** Every third praise within a year is known, however it came about. */
  private void praise() {
    praises.removeIf(praise -> !span.has(praise.at()));
    praises.sort(Comparator.comparingLong(Praise::at));
    for (int i = PRAISES - 1; i < praises.size(); i++) {
      Praise last = praises.get(i);
      List<Praise> together =
          praises.subList(0, i + 1).stream().filter(p -> last.at() - p.at() < YEAR).toList();
      if (together.size() == PRAISES) {
        List<String> ids = together.stream().map(Praise::messageId).toList();
        planted(Plant.PRAISED_US, last.at(), "", new Truth.Evidence.Sent(ids));
      }
    }
    praises.clear();
  }

  private <T> List<T> told(List<T> all, Function<T, Instant> at) {
    return all.stream()
        .filter(each -> span.has(at.apply(each)))
        .sorted(Comparator.comparing(at))
        .toList();
  }
}
