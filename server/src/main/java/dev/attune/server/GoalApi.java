package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.GoalDay;
import dev.attune.playbook.Goal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goals: what customers try to achieve, how often they do, and how often they miss it. */
final class GoalApi {
  private static final Access READ = Access.bearer(Scope.READ);

  private final Engine engine;

  GoalApi(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/goals", READ, request -> Answer.ok(Data.of("goals", all()))),
        Route.get("/api/goals/{name}", READ, this::one));
  }

  private List<Data> all() {
    return goals().stream().map(goal -> shape(goal, engine.goalDays(goal.name())).build()).toList();
  }

  private Answer one(Request request) {
    String name = request.name("name");
    Goal goal =
        goals().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                Refusal.absent("no-such-goal", "the playbook has no goal '%s'".formatted(name)));
    Map<LocalDate, GoalDay> days = engine.goalDays(name);
    List<Data> shapes = new ArrayList<>();
    days.forEach((day, came) ->
        shapes.add(
            Data.of("day", day.toString(), "attained", came.attained(), "missed", came.missed())));
    return Answer.ok(shape(goal, days).put("days", shapes).build());
  }

  private List<Goal> goals() {
    return engine.playbook().map(playbook -> playbook.goals()).orElse(List.of());
  }

  private static Data.Builder shape(Goal goal, Map<LocalDate, GoalDay> days) {
    long attained = days.values().stream().mapToLong(GoalDay::attained).sum();
    long missed = days.values().stream().mapToLong(GoalDay::missed).sum();
    Data.Builder data = new Data.Builder().put("name", goal.name());
    goal.title().ifPresent(title -> data.put("title", title));
    goal.motive().ifPresent(motive -> data.put("motive", Shapes.word(motive)));
    data.put("attained", attained).put("missed", missed);
    if (attained + missed > 0) {
      data.put("rate", (double) attained / (attained + missed));
    }
    return data;
  }
}
