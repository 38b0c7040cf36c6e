package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.Engine;
import dev.attune.engine.Identity;
import dev.attune.engine.Page;
import dev.attune.pages.CustomerNews;
import dev.attune.pages.SignalRow;
import dev.attune.pages.Timeline;
import dev.attune.pages.Words;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened to a customer, a page at a time, by day. */
final class Timelines {
  private static final int PIECE = 40;
  private static final int ENOUGH = 25;

  /** So much is looked at for one page; a rare kind may need another one. */
  private static final int MOST_LOOKED_AT = 1_000;

  private final Engine engine;

  Timelines(Engine engine) {
    this.engine = engine;
  }

  /** A piece of a customer's timeline, as a request asks for it. */
  Timeline of(Identity who, Request request, Words words) {
    Id id = who.canonical();
    String base = Faces.href(id);
    Optional<SignalRow.Whose> show = show(request);
    List<StoredSignal> found = new ArrayList<>();
    Optional<String> cursor = request.parameter("before");
    int looked = 0;
    do {
      Page<StoredSignal> page = engine.timeline(id, cursor, PIECE);
      page.items().stream()
          .filter(each -> show.map(only -> only == SignalRows.whose(each)).orElse(true))
          .forEach(found::add);
      looked += page.items().size();
      cursor = page.next();
    } while (cursor.isPresent() && found.size() < ENOUGH && looked < MOST_LOOKED_AT);
    return new Timeline(
        base, show, days(found, words), cursor, heard(id), pinned(who, request, words));
  }

  /** When the newest of a customer's last signals came. */
  private long heard(Id id) {
    return newest(id).mapToLong(each -> each.receivedAt().toEpochMilli()).max().orElse(0);
  }

  private Stream<StoredSignal> newest(Id id) {
    return engine.timeline(id, Optional.empty(), ENOUGH).items().stream();
  }

  /** What came since a page was made; of what happened long ago, a page hears when it is opened. */
  CustomerNews news(Identity who, long since) {
    Id id = who.canonical();
    long count = newest(id).filter(each -> each.receivedAt().toEpochMilli() > since).count();
    return new CustomerNews(Faces.href(id), since, (int) count);
  }

  private static Optional<SignalRow.Whose> show(Request request) {
    List<String> all = Arrays.stream(SignalRow.Whose.values()).map(SignalRow.Whose::word).toList();
    return request.word("show", all).flatMap(SignalRow.Whose::of);
  }

  private static List<Timeline.Day> days(List<StoredSignal> signals, Words words) {
    Map<LocalDate, List<SignalRow>> days = new LinkedHashMap<>();
    for (StoredSignal each : signals) {
      LocalDate day = each.occurredAt().atZone(words.zone()).toLocalDate();
      days.computeIfAbsent(day, any -> new ArrayList<>()).add(SignalRows.row(each, words));
    }
    return days.entrySet().stream()
        .map(day ->
            new Timeline.Day(
                words.weekday(day.getKey().getDayOfWeek()) + ", " + words.day(day.getKey()),
                day.getValue()))
        .toList();
  }

  /** The signals that a link names, such as what a claim rests on. */
  private List<SignalRow> pinned(Identity who, Request request, Words words) {
    Optional<String> of = request.parameter("of");
    Optional<String> at = request.parameter("at").filter(text -> text.matches("-?\\d{1,15}"));
    if (of.isEmpty() || at.isEmpty()) {
      return List.of();
    }
    Id sender = CustomerApi.id(of.get());
    if (who.members().stream().noneMatch(member -> member.id().equals(sender))) {
      return List.of();
    }
    Instant instant = Instant.ofEpochMilli(Long.parseLong(at.get()));
    return engine.signalsAt(new Signal.Address(sender, instant)).stream()
        .map(each -> SignalRows.row(each, words))
        .toList();
  }
}
