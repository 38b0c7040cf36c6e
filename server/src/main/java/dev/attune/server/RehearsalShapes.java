package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.RehearsalView;
import dev.attune.engine.Rehearsed;
import dev.attune.engine.Rehearsed.Against;
import dev.attune.engine.Rehearsed.Example;
import dev.attune.engine.Rehearsed.OfDay;
import dev.attune.engine.Rehearsed.OfGoal;
import dev.attune.engine.Rehearsed.OfMoment;
import dev.attune.engine.Rehearsed.OfSegment;
import dev.attune.engine.Rehearsed.Played;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** How the API writes rehearsals. Durations are seconds. */
final class RehearsalShapes {
  private RehearsalShapes() {}

  /** How far it is, with the result once there is one. */
  static Data whole(RehearsalView view) {
    Data.Builder data = new Data.Builder();
    state(view).forEach(data::put);
    view.result().ifPresent(result -> data.put("result", result(result)));
    return data.build();
  }

  /** How far it is. */
  static Data state(RehearsalView view) {
    Data.Builder data =
        new Data.Builder()
            .put("id", view.id())
            .put("playbook", view.playbook())
            .put("by", view.who())
            .put("askedAt", view.askedAt().toString())
            .put("state", Shapes.word(view.state()))
            .put("expectedSeconds", seconds(view.expected()))
            .put("expectationRestsOn", view.measured() ? "rehearsals here" : "a guess")
            .put("customers", view.done().customers())
            .put("ofCustomers", view.done().ofCustomers())
            .put("signals", view.done().signals())
            .put("ofSignals", view.done().ofSignals())
            .put("elapsedSeconds", seconds(view.done().elapsed()));
    view.left().ifPresent(left -> data.put("leftSeconds", seconds(left)));
    view.failure().ifPresent(why -> data.put("failure", why));
    return data.build();
  }

  static Data result(Rehearsed result) {
    Data.Builder data =
        new Data.Builder().put("from", result.from().toString()).put("to", result.to().toString());
    result.historyFrom().ifPresent(at -> data.put("historyFrom", at.toString()));
    result.completeFrom().ifPresent(at -> data.put("completeFrom", at.toString()));
    result.wholeFrom().ifPresent(at -> data.put("wholeFrom", at.toString()));
    data.put("played", played(result.played()))
        .put("moments", result.share().moments())
        .put("days", rounded(result.share().days()))
        .put("momentsADay", rounded(result.share().aDay()));
    result.share().aPersonADay().ifPresent(share -> data.put("momentsAPersonADay", rounded(share)));
    data.put("kinds", result.moments().stream().map(RehearsalShapes::moment).toList())
        .put("segments", result.segments().stream().map(RehearsalShapes::segment).toList())
        .put("goals", result.goals().stream().map(RehearsalShapes::goal).toList());
    result.change().ifPresent(change -> data.put("against", against(change)));
    return data.build();
  }

  private static Data played(Played played) {
    return Data.of(
        "customers", played.customers(),
        "signals", played.signals(),
        "setAside", played.aside(),
        "threads", played.threads(),
        "seconds", seconds(played.took()),
        "processorSeconds", seconds(played.busy()));
  }

  private static Data moment(OfMoment moment) {
    Data.Builder endings = new Data.Builder();
    new TreeMap<>(moment.endings())
        .forEach((ending, count) -> endings.put(Shapes.word(ending), count));
    Data.Builder data =
        new Data.Builder()
            .put("kind", moment.kind())
            .put("count", moment.count())
            .put("customers", moment.customers())
            .put("mostOfOne", moment.most());
    Shapes.put(data, "busiest", moment.busiest().map(Id::toString).orElse(null));
    return data.put("furtherTriggers", moment.renewed())
        .put("closed", endings.build())
        .put("days", days(moment.days()))
        .put("examples", moment.examples().stream().map(RehearsalShapes::example).toList())
        .build();
  }

  private static Data example(Example example) {
    Data.Builder data = new Data.Builder().put("customer", example.customer().toString());
    example.key().ifPresent(key -> data.put("key", key));
    return data.put("at", example.effect().at().toString())
        .put("cause", Shapes.cause(example.effect().cause()))
        .put("evidence", Shapes.evidence(example.effect().evidence()))
        .build();
  }

  private static Data segment(OfSegment segment) {
    return Data.of(
        "name", segment.name(),
        "members", segment.members(),
        "entered", segment.entered(),
        "left", segment.left(),
        "days", days(segment.days()));
  }

  private static Data goal(OfGoal goal) {
    return Data.of(
        "name", goal.name(),
        "attained", goal.attained(),
        "missed", goal.missed(),
        "attainedByDay", days(goal.attainedByDay()),
        "missedByDay", days(goal.missedByDay()));
  }

  private static List<Data> days(List<OfDay> days) {
    return days.stream()
        .map(day -> Data.of("day", day.day().toString(), "count", day.count()))
        .toList();
  }

  private static Data against(Against against) {
    return Data.of(
        "version", against.version(),
        "kinds",
            against.moments().stream()
                .map(each ->
                    Data.of(
                        "kind", each.kind(),
                        "before", each.before(),
                        "after", each.after(),
                        "same", each.same()))
                .toList(),
        "segments",
            against.segments().stream()
                .map(each ->
                    Data.of(
                        "name", each.name(),
                        "before", each.before(),
                        "after", each.after(),
                        "joined", each.joined(),
                        "gone", each.gone()))
                .toList(),
        "rules", against.rules().stream().map(PlaybookVersions::shape).toList());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static double rounded(double number) {
    return Math.round(number * 1_000) / 1_000.0;
  }
}
