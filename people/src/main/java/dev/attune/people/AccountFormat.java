package dev.attune.people;

import dev.attune.customer.Data;
import dev.attune.playbook.Budget;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an account is kept.
 *
 * <pre>
 *   {"name", "title", "email"?, "role", "team"?, "zone"?, "language"?,
 *    "budgets": [{"since", "budget"?: {"per-gesture"?, "per-day"?, "per-year"?, "per-customer-per-year"?}}],
 *    "since", "endedAt"?, "password"?, "link"?: {"hash", "until"}}
 * </pre>
 */
final class AccountFormat {
  private static final String PER_GESTURE = "per-gesture";
  private static final String PER_DAY = "per-day";
  private static final String PER_YEAR = "per-year";
  private static final String PER_CUSTOMER = "per-customer-per-year";

  private AccountFormat() {}

  static Data write(Account account) {
    Person person = account.person();
    Data.Builder data =
        new Data.Builder()
            .put("name", person.name())
            .put("title", person.title())
            .put("role", person.role().word());
    person.email().ifPresent(email -> data.put("email", email));
    person.team().ifPresent(team -> data.put("team", team));
    person.zone().ifPresent(zone -> data.put("zone", zone.getId()));
    person.language().ifPresent(language -> data.put("language", language));
    data.put("budgets", person.budgets().stream().map(AccountFormat::write).toList());
    data.put("since", account.since().toString());
    account.endedAt().ifPresent(at -> data.put("endedAt", at.toString()));
    account.password().ifPresent(hash -> data.put("password", hash));
    account
        .link()
        .ifPresent(link ->
            data.put("link", Data.of("hash", link.hash(), "until", link.until().toString())));
    return data.build();
  }

  private static Data write(OwnBudget own) {
    Data.Builder data = new Data.Builder().put("since", own.since().toString());
    own.budget().ifPresent(budget -> data.put("budget", write(budget)));
    return data.build();
  }

  private static Data write(Budget budget) {
    Data.Builder data = new Data.Builder();
    put(data, PER_GESTURE, budget.perGesture());
    put(data, PER_DAY, budget.perDay());
    put(data, PER_YEAR, budget.perYear());
    put(data, PER_CUSTOMER, budget.perCustomerPerYear());
    return data.build();
  }

  private static void put(Data.Builder data, String name, Optional<BigDecimal> amount) {
    amount.ifPresent(value -> data.put(name, value.toPlainString()));
  }

  static Account read(Data data) {
    return new Account(
        person(data),
        Optional.ofNullable(data.text("password")),
        data.get("link") instanceof Data link
            ? Optional.of(new Account.Link(text(link, "hash"), instant(link, "until")))
            : Optional.empty(),
        instant(data, "since"),
        Optional.ofNullable(data.text("endedAt")).map(Instant::parse));
  }

  private static Person person(Data data) {
    String role = text(data, "role");
    return new Person(
        text(data, "name"),
        text(data, "title"),
        Optional.ofNullable(data.text("email")),
        Role.of(role).orElseThrow(() -> damaged("role " + role)),
        Optional.ofNullable(data.text("team")),
        Optional.ofNullable(data.text("zone")).map(ZoneId::of),
        Optional.ofNullable(data.text("language")),
        budgets(data.get("budgets")));
  }

  private static List<OwnBudget> budgets(@Nullable Object kept) {
    List<OwnBudget> budgets = new ArrayList<>();
    if (kept instanceof List<?> list) {
      for (Object each : list) {
        Data own = (Data) each;
        budgets.add(
            new OwnBudget(
                instant(own, "since"),
                own.get("budget") instanceof Data budget
                    ? Optional.of(budget(budget))
                    : Optional.empty()));
      }
    }
    return budgets;
  }

  private static Budget budget(Data data) {
    return new Budget(
        amount(data, PER_GESTURE),
        amount(data, PER_DAY),
        amount(data, PER_YEAR),
        amount(data, PER_CUSTOMER));
  }

  private static Optional<BigDecimal> amount(Data data, String name) {
    return Optional.ofNullable(data.text(name)).map(BigDecimal::new);
  }

  static Instant instant(Data data, String name) {
    return Instant.parse(text(data, name));
  }

  static String text(Data data, String name) {
    String text = data.text(name);
    if (text == null) {
      throw damaged("no " + name);
    }
    return text;
  }

  private static IllegalStateException damaged(String what) {
    return new IllegalStateException("a kept account is damaged: " + what);
  }
}
