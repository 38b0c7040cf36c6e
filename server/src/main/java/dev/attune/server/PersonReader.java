package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.people.Person;
import dev.attune.playbook.Budget;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the API is told of a person. What is not said stays; {@code null} takes away. */
final class PersonReader {
  private static final Set<String> MEMBERS =
      Set.of("name", "title", "email", "role", "team", "zone", "language");
  private static final Set<String> AMOUNTS =
      Set.of("perGesture", "perDay", "perYear", "perCustomerPerYear");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");

  private final List<Team> teams;

  /** Knows these teams. */
  PersonReader(List<Team> teams) {
    this.teams = teams;
  }

  /**
   * Somebody new.
   *
   * @throws Refusal if something is missing or unknown
   * @throws dev.attune.people.PeopleException if something cannot be
   */
  Person read(Data body) {
    for (String member : List.of("name", "title", "role")) {
      if (body.text(member) == null) {
        throw Refusal.caller(422, "missing-member", "\"%s\" must be a text".formatted(member));
      }
    }
    Person plain =
        Person.of(
            String.valueOf(body.text("name")), String.valueOf(body.text("title")), role(body));
    return changed(plain, body);
  }

  /**
   * Somebody, changed.
   *
   * @throws Refusal if something is unknown
   * @throws dev.attune.people.PeopleException if something cannot be
   */
  Person changed(Person person, Data body) {
    checkMembers(body, MEMBERS);
    String name = body.text("name");
    String title = body.text("title");
    return new Person(
        name == null ? person.name() : name,
        title == null ? person.title() : title.strip(),
        said(body, "email", person.email(), text -> text),
        body.get("role") == null ? person.role() : role(body),
        said(body, "team", person.team(), this::team),
        said(body, "zone", person.zone(), PersonReader::zone),
        said(body, "language", person.language(), text -> text),
        person.budgets());
  }

  private static void checkMembers(Data body, Set<String> known) {
    for (String name : body.names()) {
      if (!known.contains(name)) {
        throw Refusal.caller(
            422,
            "unknown-member",
            "\"%s\" is unknown; expected %s".formatted(name, known.stream().sorted().toList()));
      }
    }
  }

  private static <T> Optional<T> said(
      Data body, String member, Optional<T> otherwise, Function<String, T> reader) {
    return switch (body.get(member)) {
      case null -> otherwise;
      case Data.Nothing nothing -> Optional.empty();
      case String text when text.isBlank() -> Optional.empty();
      case String text -> Optional.of(reader.apply(text.strip()));
      default ->
          throw Refusal.caller(422, "bad-" + member, "\"%s\" must be a text".formatted(member));
    };
  }

  private static Role role(Data body) {
    String word = body.text("role");
    return Role.of(word == null ? "" : word)
        .orElseThrow(() ->
            Refusal.caller(
                422,
                "bad-role",
                "\"role\" is '%s', expected one of %s"
                    .formatted(
                        word,
                        Arrays.stream(Role.values())
                            .map(Role::word)
                            .collect(Collectors.joining(", ")))));
  }

  private String team(String name) {
    if (teams.stream().anyMatch(team -> team.name().equals(name))) {
      return name;
    }
    String known = teams.stream().map(Team::name).collect(Collectors.joining(", "));
    throw Refusal.caller(
        422,
        "no-such-team",
        known.isEmpty()
            ? "the playbook has no teams; add '%s' to it first".formatted(name)
            : "the playbook has no team '%s', but %s".formatted(name, known));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Refusal.caller(
          422, "bad-zone", "\"zone\" is '%s', expected such as Europe/Berlin".formatted(name));
    }
  }

  /**
   * A budget of somebody's own; nothing where the body says {@code "ofRole": true}.
   *
   * @throws Refusal if it is none
   */
  static Optional<Budget> budget(Data body) {
    if (Boolean.TRUE.equals(body.get("ofRole")) && body.size() == 1) {
      return Optional.empty();
    }
    checkMembers(body, AMOUNTS);
    if (body.isEmpty()) {
      throw Refusal.caller(
          422,
          "no-amount",
          "a budget has at least one of %s; {\"ofRole\": true} goes back to the role's"
              .formatted(AMOUNTS.stream().sorted().toList()));
    }
    return Optional.of(
        new Budget(
            amount(body, "perGesture"),
            amount(body, "perDay"),
            amount(body, "perYear"),
            amount(body, "perCustomerPerYear")));
  }

  private static Optional<BigDecimal> amount(Data body, String member) {
    @Nullable Object said = body.get(member);
    if (said == null) {
      return Optional.empty();
    }
    String text = said instanceof String || said instanceof Long ? said.toString() : "";
    if (!AMOUNT.matcher(text).matches()) {
      throw Refusal.caller(
          422,
          "bad-amount",
          "\"%s\" is %s, expected an amount as text, such as \"12.50\"".formatted(member, said));
    }
    return Optional.of(new BigDecimal(text));
  }
}
