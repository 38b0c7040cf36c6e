package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.delivery.Interest;
import dev.attune.engine.RecordedEffect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which effects somebody asks for.
 *
 * @param customer only of the customer who has this canonical id
 */
record EffectFilter(Interest interest, Optional<Id> customer) {
  private static final int MOST_NAMES = 200;

  /**
   * Reads it from a query.
   *
   * @throws Refusal if a kind is none
   */
  static EffectFilter of(Request request) {
    Set<String> kinds = names(request, "kind");
    List<String> unknown = kinds.stream().filter(kind -> !Interest.KINDS.contains(kind)).toList();
    if (!unknown.isEmpty()) {
      throw Refusal.unreadable(
          "bad-parameter",
          "kind=%s: expected some of %s, with commas between"
              .formatted(unknown.getFirst(), String.join(", ", Interest.KINDS)));
    }
    return new EffectFilter(
        new Interest(
            kinds, names(request, "moment"), names(request, "segment"), names(request, "goal")),
        request.parameter("customer").map(CustomerApi::id));
  }

  boolean matches(RecordedEffect told) {
    return interest.includes(told.effect().change(), told.withdrawn() != null)
        && customer.map(id -> id.equals(told.customer())).orElse(true);
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
