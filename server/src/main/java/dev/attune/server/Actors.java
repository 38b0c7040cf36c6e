package dev.attune.server;

import dev.attune.care.Allowance;
import dev.attune.customer.Data;
import dev.attune.engine.Chooser;
import dev.attune.people.Person;
import dev.attune.playbook.Role;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says who acts. A person who is signed in is who they are. A token stands for a system of the
 * company's, and says for whom it acts by {@code by}, {@code role}, {@code team} and {@code zone};
 * without them it acts itself, as one of the front line.
 */
final class Actors {
  private Actors() {}

  /** Who acts, as the query says where a token asks. */
  static Actor of(Request request) {
    return of(request.caller(), name -> request.parameter(name).orElse(null));
  }

  /** Who acts, as the body says where a token asks. */
  static Actor of(Request request, Data body) {
    return of(request.caller(), body::text);
  }

  private static Actor of(Caller caller, Function<String, @Nullable String> said) {
    return switch (caller) {
      case Caller.ByPerson by -> of(by.person());
      case Caller.ByToken by -> of(by.name(), said);
    };
  }

  /** A person who is signed in, or could be. */
  static Actor of(Person person) {
    List<Allowance.Dated> own =
        person.budgets().stream()
            .map(set -> new Allowance.Dated(set.since(), set.budget(), Optional.empty()))
            .toList();
    return new Actor(person.name(), person.role(), person.team(), person.zone(), own);
  }

  private static Actor of(String token, Function<String, @Nullable String> said) {
    String by = said.apply("by");
    String name = by == null || by.isBlank() ? token : by.strip();
    if (name.length() > Chooser.LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.unreadable(
          "bad-value", "\"by\" has at most 200 characters, and no control characters");
    }
    return new Actor(
        name,
        role(said.apply("role")),
        Optional.ofNullable(said.apply("team")).filter(team -> !team.isBlank()),
        Optional.ofNullable(said.apply("zone")).map(Actors::zone),
        List.of());
  }

  private static Role role(@Nullable String word) {
    if (word == null) {
      return Role.FRONT_LINE;
    }
    return Role.of(word)
        .orElseThrow(() ->
            Refusal.unreadable(
                "bad-value",
                "\"role\" is one of front-line, lead and steward, not '%s'".formatted(word)));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw Refusal.unreadable(
          "bad-value", "\"zone\" is a time zone such as Europe/Berlin, not '%s'".formatted(text));
    }
  }
}
