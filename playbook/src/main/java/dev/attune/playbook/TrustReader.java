package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the {@code trust} of a playbook. */
final class TrustReader {
  /** The words of {@code trust} beside the roles. */
  static final List<String> WORDS = List.of("currency", "team-per-day", "auto");

  /** The words of a budget. */
  static final Set<String> BUDGET =
      new LinkedHashSet<>(List.of("per-gesture", "per-day", "per-year", "per-customer-per-year"));

  private final Problems problems;
  private final TeamReader teams;
  private final Map<Role, Budget> budgets = new EnumMap<>(Role.class);
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Map<String, BigDecimal> ofTeams = new LinkedHashMap<>();
  private Optional<Currency> currency = Optional.empty();
  private Optional<Budget> auto = Optional.empty();
  private Optional<BigDecimal> teamPerDay = Optional.empty();

  TrustReader(Problems problems, TeamReader teams) {
    this.problems = problems;
    this.teams = teams;
  }

  void read(Optional<Mapping> mapping) {
    if (mapping.isEmpty()) {
      return;
    }
    Set<String> words = new LinkedHashSet<>(WORDS);
    words.addAll(Role.words());
    Entries entries = new Entries(mapping.get(), problems, words, Set.of());
    entries.scalar("currency").ifPresent(this::currency);
    for (Role role : Role.values()) {
      budget(entries, role.word()).ifPresent(budget -> budgets.put(role, budget));
    }
    auto = budget(entries, "auto");
    teamPerDay(entries);
    boolean amounts =
        words.stream().anyMatch(word -> !word.equals("currency") && entries.has(word));
    if (amounts && !entries.has("currency")) {
      problems.error(
          entries.at(), "trust says amounts, but not in which currency", "add currency: EUR");
    }
  }

  Trust trust() {
    return new Trust(currency, budgets, auto, teamPerDay, ofTeams);
  }

  /** Where the budget called {@code word} stands. */
  int at(String word) {
    return places.getOrDefault(word, 0);
  }

  private void currency(Scalar scalar) {
    String code = scalar.text().strip();
    Set<String> known =
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toCollection(TreeSet::new));
    if (known.contains(code)) {
      currency = Optional.of(Currency.getInstance(code));
    } else {
      problems.error(
          scalar.at(), "unknown currency " + code, "write its three letters, such as EUR or USD");
    }
  }

  private Optional<Budget> budget(Entries entries, String word) {
    if (!entries.has(word)) {
      return Optional.empty();
    }
    places.put(word, entries.keyAt(word));
    if (!entries.isMapping(word) && !entries.isNothing(word)) {
      return entries.mapping(word).flatMap(wrong -> Optional.empty());
    }
    Mapping limits = entries.mapping(word).orElse(new Mapping(entries.keyAt(word), List.of()));
    Entries words = new Entries(limits, problems, BUDGET, Set.of());
    if (limits.entries().isEmpty()) {
      problems.error(
          entries.keyAt(word),
          word + " has no limit",
          "write { per-gesture: 100, per-day: 500 }; who has no budget gives what is free");
    }
    Optional<BigDecimal> perGesture = amount(words, "per-gesture");
    Optional<BigDecimal> perDay = amount(words, "per-day");
    Optional<BigDecimal> perYear = amount(words, "per-year");
    Optional<BigDecimal> perCustomer = amount(words, "per-customer-per-year");
    if (perGesture.or(() -> perDay).or(() -> perYear).or(() -> perCustomer).isEmpty()) {
      return Optional.empty();
    }
    never(words, "per-gesture", perGesture, "per-day", perDay);
    never(words, "per-gesture", perGesture, "per-customer-per-year", perCustomer);
    never(words, "per-day", perDay, "per-year", perYear);
    return Optional.of(new Budget(perGesture, perDay, perYear, perCustomer));
  }

  /** Warns of a limit that another one never lets anybody reach. */
  private void never(
      Entries words,
      String smaller,
      Optional<BigDecimal> small,
      String larger,
      Optional<BigDecimal> large) {
    if (small.isPresent() && large.isPresent() && small.get().compareTo(large.get()) > 0) {
      problems.warning(
          words.keyAt(smaller),
          smaller + " is more than " + larger + ", so it is never reached",
          "lower it to " + large.get().toPlainString() + ", or raise " + larger);
    }
  }

  private void teamPerDay(Entries entries) {
    if (!entries.isMapping("team-per-day")) {
      teamPerDay = amount(entries, "team-per-day");
      return;
    }
    for (Entry entry : entries.mapping("team-per-day").map(Mapping::entries).orElse(List.of())) {
      if (!teams.checkKnown(entry.key())) {
        continue;
      }
      if (entry.value() instanceof Scalar value && !value.isNothing()) {
        amount(value, entry.key().text())
            .ifPresent(amount -> ofTeams.put(entry.key().text(), amount));
      } else {
        problems.error(entry.key().at(), entry.key().text() + " has no amount");
      }
    }
  }

  private Optional<BigDecimal> amount(Entries entries, String word) {
    return entries.scalar(word).flatMap(scalar -> amount(scalar, word));
  }

  private Optional<BigDecimal> amount(Scalar scalar, String word) {
    Optional<BigDecimal> amount = Amounts.read(scalar, word, problems);
    amount.ifPresent(read -> Amounts.checkDecimals(read, currency, scalar.at(), word, problems));
    return amount;
  }
}
