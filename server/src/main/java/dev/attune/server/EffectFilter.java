package dev.attune.server;

import dev.attune.customer.Change;
import dev.attune.customer.Id;
import dev.attune.engine.RecordedEffect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which effects somebody wants to hear of. Sets that are empty leave nothing out.
 *
 * @param kinds words of {@link EffectShapes#KINDS}
 * @param moments only effects of these moments, and of {@code segments} and {@code goals}
 * @param segments only effects of these segments, and of the others
 * @param goals only effects of these goals, and of the others
 * @param customer only of the customer who has this canonical id
 */
record EffectFilter(
    Set<String> kinds,
    Set<String> moments,
    Set<String> segments,
    Set<String> goals,
    Optional<Id> customer) {
  private static final int MOST_NAMES = 200;

  /**
   * Reads it from a query.
   *
   * @throws Refusal if a kind is none
   */
  static EffectFilter of(Request request) {
    Set<String> kinds = names(request, "kind");
    List<String> unknown =
        kinds.stream().filter(kind -> !EffectShapes.KINDS.contains(kind)).toList();
    if (!unknown.isEmpty()) {
      throw Refusal.unreadable(
          "bad-parameter",
          "kind=%s: expected some of %s, with commas between"
              .formatted(unknown.getFirst(), String.join(", ", EffectShapes.KINDS)));
    }
    return new EffectFilter(
        kinds,
        names(request, "moment"),
        names(request, "segment"),
        names(request, "goal"),
        request.parameter("customer").map(CustomerApi::id));
  }

  boolean matches(RecordedEffect told) {
    Change change = told.effect().change();
    return (kinds.isEmpty() || kinds.contains(EffectShapes.kind(change)) || isWithdrawn(told))
        && (isAnyScope() || scope(change).contains(change.rule()))
        && customer.map(id -> id.equals(told.customer())).orElse(true);
  }

  private boolean isAnyScope() {
    return moments.isEmpty() && segments.isEmpty() && goals.isEmpty();
  }

  private boolean isWithdrawn(RecordedEffect told) {
    return told.withdrawn() != null && kinds.contains(EffectShapes.WITHDRAWN);
  }

  private Set<String> scope(Change change) {
    return switch (change) {
      case Change.Opened opened -> moments;
      case Change.Renewed renewed -> moments;
      case Change.Good good -> moments;
      case Change.Closed closed -> moments;
      case Change.Entered entered -> segments;
      case Change.Left left -> segments;
      case Change.Gathered gathered -> segments;
      case Change.Attained attained -> goals;
      case Change.Missed missed -> goals;
      case Change.SetAside aside -> Set.of();
      case Change.LeftOut left -> Set.of();
      case Change.Stopped stopped -> Set.of();
      case Change.Resumed resumed -> Set.of();
    };
  }

  private static Set<String> names(Request request, String parameter) {
    Set<String> names =
        request.parameter(parameter).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (names.size() > MOST_NAMES) {
      throw Refusal.unreadable(
          "bad-parameter", "%s: at most %d names are taken".formatted(parameter, MOST_NAMES));
    }
    return names;
  }
}
