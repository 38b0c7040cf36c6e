package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.people.Account;
import dev.attune.people.OwnBudget;
import dev.attune.people.Person;
import dev.attune.people.Session;
import dev.attune.playbook.Budget;
import java.math.BigDecimal;
import java.util.Optional;

/** How the API writes people; nothing secret is in it. */
final class PeopleShapes {
  private PeopleShapes() {}

  static Data person(Person person) {
    Data.Builder data =
        new Data.Builder()
            .put("name", person.name())
            .put("title", person.title())
            .put("role", person.role().word());
    person.email().ifPresent(email -> data.put("email", email));
    person.team().ifPresent(team -> data.put("team", team));
    person.zone().ifPresent(zone -> data.put("zone", zone.getId()));
    person.language().ifPresent(language -> data.put("language", language));
    return data.put("budgets", person.budgets().stream().map(PeopleShapes::budget).toList())
        .build();
  }

  private static Data budget(OwnBudget own) {
    Data.Builder data = new Data.Builder().put("since", own.since().toString());
    own.budget()
        .ifPresentOrElse(
            budget -> amounts(budget).forEach(data::put), () -> data.put("ofRole", true));
    return data.build();
  }

  /** A budget in one line. */
  static String amounts(Optional<Budget> budget) {
    return budget.map(set -> Print.value(amounts(set))).orElse("as the role's");
  }

  private static Data amounts(Budget budget) {
    Data.Builder data = new Data.Builder();
    put(data, "perGesture", budget.perGesture());
    put(data, "perDay", budget.perDay());
    put(data, "perYear", budget.perYear());
    put(data, "perCustomerPerYear", budget.perCustomerPerYear());
    return data.build();
  }

  private static void put(Data.Builder data, String name, Optional<BigDecimal> amount) {
    amount.ifPresent(value -> data.put(name, value.toPlainString()));
  }

  static Data account(Account account) {
    Data.Builder data = new Data.Builder();
    person(account.person()).forEach(data::put);
    data.put("state", state(account)).put("since", account.since().toString());
    account.endedAt().ifPresent(at -> data.put("endedAt", at.toString()));
    account.link().ifPresent(link -> data.put("linkUntil", link.until().toString()));
    return data.build();
  }

  private static String state(Account account) {
    if (!account.isLive()) {
      return "ended";
    }
    return account.password().isPresent() ? "active" : "invited";
  }

  /** A session, as somebody sees it whose own is {@code current}. */
  static Data session(Session session, Session current) {
    Data.Builder data = new Data.Builder();
    session(session).forEach(data::put);
    return data.put("current", session.hash().equals(current.hash())).build();
  }

  static Data session(Session session) {
    return Data.of(
        "id", session.id(),
        "device", session.device(),
        "address", session.address(),
        "since", session.since().toString(),
        "seen", session.seen().toString(),
        "endsAt", session.ends().toString());
  }
}
