package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.KeptReject;
import dev.attune.engine.Reject;
import dev.attune.pages.TodayPage.Blind;
import dev.attune.pages.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Attune cannot see: events that stopped, sources that fell silent, messages it refused. */
final class Blindness {
  private static final Duration LATELY = Duration.ofDays(1);
  private static final int LOOKED_AT = 500;
  private static final int SHOWN = 4;

  private final Engine engine;
  private final Heard heard;

  Blindness(Engine engine, Heard heard) {
    this.engine = engine;
    this.heard = heard;
  }

  List<Blind> seen(Words words) {
    List<Blind> all = new ArrayList<>();
    heard
        .silent(words.now())
        .forEach((source, last) ->
            all.add(
                new Blind(
                    words.say("today.silent", source, words.since(last)),
                    "/sources/" + Paths.encoded(source))));
    engine.progress().stopped().stream()
        .limit(SHOWN)
        .forEach(each ->
            all.add(
                new Blind(
                    words.say(
                        "today.stopped",
                        each.event(),
                        words.day(each.last()) + ", " + words.clock(each.last()),
                        words.length(each.meanGap())),
                    "/sources")));
    all.addAll(refused(words));
    return all;
  }

  private List<Blind> refused(Words words) {
    Instant from = words.now().minus(LATELY);
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (KeptReject each : engine.rejects(java.util.Optional.empty(), LOOKED_AT).items()) {
      Reject reject = each.reject();
      if (reject.receivedAt().isAfter(from)) {
        counts.merge(List.of(reject.source(), reject.reason()), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .limit(SHOWN)
        .map(each ->
            new Blind(
                words.say(
                    "today.rejects",
                    each.getValue(),
                    each.getKey().getFirst(),
                    Labels.plain(each.getKey().getLast())),
                "/sources/" + Paths.encoded(each.getKey().getFirst())))
        .toList();
  }
}
