package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.pages.Filled;
import dev.attune.pages.PersonPage;
import dev.attune.pages.Words;
import dev.attune.people.PeopleException;
import dev.attune.people.Person;
import dev.attune.playbook.Budget;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a form says of a person: all that is wrong at once, each beside its field, and nothing
 * by halves.
 */
final class PersonForm {
  private static final Map<String, String> AMOUNTS =
      Map.of(
          "per-gesture", "perGesture",
          "per-day", "perDay",
          "per-year", "perYear",
          "per-customer-per-year", "perCustomerPerYear");

  private static final int LONGEST = 300;

  private final List<Team> teams;
  private final Words words;

  PersonForm(List<Team> teams, Words words) {
    this.teams = teams;
    this.words = words;
  }

  /** What was typed, and what it says, if that can be. */
  record Read<T>(Filled filled, Optional<T> value) {}

  /** Somebody, changed in these fields. */
  Read<Person> person(Form form, Person from, List<String> fields) {
    PersonReader reader = new PersonReader(teams);
    Map<String, String> typed = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    Data.Builder all = new Data.Builder();
    for (String field : fields) {
      String text = shortened(form.text(field));
      typed.put(field, text);
      all.put(field, text);
      problem(() -> reader.changed(from, Data.of(field, text)), text)
          .ifPresent(said -> problems.put(field, said));
    }
    Filled filled = new Filled(typed, problems);
    return new Read<>(
        filled,
        problems.isEmpty() ? Optional.of(reader.changed(from, all.build())) : Optional.empty());
  }

  private static String shortened(String typed) {
    String text = typed.strip();
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /** What is wrong with an act, in words. */
  Optional<String> problem(Runnable act, String value) {
    try {
      act.run();
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(said(refusal.code(), value, refusal.detail()));
    } catch (PeopleException e) {
      return Optional.of(said(e.code(), value, String.valueOf(e.getMessage())));
    }
  }

  private String said(String code, String value, String otherwise) {
    String key = "people.problem." + code;
    return words.has(key) ? words.say(key, value) : otherwise;
  }

  /** Beside which field it is said that somebody cannot be added or changed. */
  Filled refused(Filled filled, PeopleException e) {
    String field =
        switch (e.code()) {
          case "name-in-use" -> "name";
          case "last-steward" -> "role";
          default -> "";
        };
    return filled.with(
        Map.of(field, said(e.code(), filled.of(field), String.valueOf(e.getMessage()))));
  }

  /** A budget; none of their own where it says so. */
  Read<Optional<Budget>> budget(Form form) {
    if (!form.text("whose").equals("own")) {
      return new Read<>(Filled.of(Map.of("whose", "role")), Optional.of(Optional.empty()));
    }
    Map<String, String> typed = new LinkedHashMap<>(Map.of("whose", "own"));
    Map<String, String> problems = new LinkedHashMap<>();
    Data.Builder all = new Data.Builder();
    boolean isEmpty = true;
    for (String limit : PersonPage.LIMITS) {
      String text = shortened(form.text(limit));
      typed.put(limit, text);
      if (!text.isEmpty()) {
        String member = AMOUNTS.getOrDefault(limit, limit);
        Runnable read =
            () -> {
              String amount = Money.typed(text);
              Optional<Budget> unused = PersonReader.budget(Data.of(member, amount));
              all.put(member, amount);
            };
        problem(read, text).ifPresent(said -> problems.put(limit, said));
        isEmpty = false;
      }
    }
    if (isEmpty) {
      problems.put("", words.say("people.problem.no-amount"));
    }
    Optional<Optional<Budget>> budget =
        problems.isEmpty() ? Optional.of(PersonReader.budget(all.build())) : Optional.empty();
    if (budget.flatMap(own -> own).filter(PersonForm::isBeyondADay).isPresent()) {
      problems.put("per-gesture", words.say("people.problem.beyond-a-day"));
    }
    return new Read<>(new Filled(typed, problems), problems.isEmpty() ? budget : Optional.empty());
  }

  /** Whether one gesture may cost more than a day does, which is more likely a slip than a wish. */
  private static boolean isBeyondADay(Budget budget) {
    return budget
        .perGesture()
        .flatMap(once -> budget.perDay().map(day -> once.compareTo(day) > 0))
        .orElse(false);
  }

  /**
   * The form of what somebody may give, as it is set. An amount of their own begins as the role's:
   * an empty one is no limit, and nobody should get that by lowering another.
   */
  static Filled budgetOf(Person person, Optional<Budget> ofRole) {
    Optional<Budget> own =
        person.budgets().isEmpty() ? Optional.empty() : person.budgets().getLast().budget();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("whose", own.isPresent() ? "own" : "role");
    own.or(() -> ofRole)
        .ifPresent(budget -> {
          put(values, "per-gesture", budget.perGesture());
          put(values, "per-day", budget.perDay());
          put(values, "per-year", budget.perYear());
          put(values, "per-customer-per-year", budget.perCustomerPerYear());
        });
    return Filled.of(values);
  }

  private static void put(Map<String, String> values, String field, Optional<BigDecimal> amount) {
    amount.ifPresent(some -> values.put(field, some.toPlainString()));
  }

  /** The form of what is said of somebody, as it is. */
  static Filled of(Person person) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", person.name());
    values.put("title", person.title());
    values.put("role", person.role().word());
    person.email().ifPresent(email -> values.put("email", email));
    person.team().ifPresent(team -> values.put("team", team));
    person.zone().ifPresent(zone -> values.put("zone", zone.getId()));
    person.language().ifPresent(language -> values.put("language", language));
    return Filled.of(values);
  }
}
