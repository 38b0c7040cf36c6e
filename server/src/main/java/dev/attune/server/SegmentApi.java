package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.Member;
import dev.attune.engine.SegmentView;
import dev.attune.engine.Transition;
import java.util.List;

/** Segments: how many are in them, who, and who came and went. */
final class SegmentApi {
  private static final Access READ = Access.bearer(Scope.READ);

  private final Engine engine;

  SegmentApi(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/segments", READ, this::all),
        Route.get("/api/segments/{name}", READ, request -> Answer.ok(shape(named(request)))),
        Route.get("/api/segments/{name}/members", READ, this::members),
        Route.get("/api/segments/{name}/transitions", READ, this::transitions));
  }

  private Answer all(Request request) {
    return Answer.ok(
        Data.of("segments", engine.segments().stream().map(SegmentApi::shape).toList()));
  }

  private SegmentView named(Request request) {
    String name = request.name("name");
    return engine.segments().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Refusal.absent("no-such-segment", "the playbook has no segment '%s'".formatted(name)));
  }

  private Answer members(Request request) {
    String segment = named(request).name();
    int limit = request.number("limit", 100, Paging.MOST);
    return Answer.ok(
        Shapes.page(
            "members",
            engine.members(segment, request.parameter("cursor"), limit),
            SegmentApi::member));
  }

  private Answer transitions(Request request) {
    String segment = named(request).name();
    int limit = request.number("limit", 100, Paging.MOST);
    return Answer.ok(
        Shapes.page(
            "transitions",
            engine.transitions(segment, request.parameter("cursor"), limit),
            SegmentApi::transition));
  }

  private static Data shape(SegmentView segment) {
    return Data.of(
        "name", segment.name(),
        "condition", segment.condition(),
        "size", segment.size(),
        "complete", segment.complete());
  }

  private static Data member(Member member) {
    return Data.of("customer", member.customer().toString(), "since", member.since().toString());
  }

  private static Data transition(Transition transition) {
    return Data.of(
        "customer", transition.customer().toString(),
        "change", transition.entered() ? "entered" : "left",
        "at", transition.at().toString(),
        "foundAt", transition.foundAt().toString(),
        "effect", transition.effect());
  }
}
