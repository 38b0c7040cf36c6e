package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A budget: what a role, or Attune by itself, may give without asking. */
final class BudgetForm implements RuleForm {
  private static final List<String> LIMITS =
      List.of("per-gesture", "per-day", "per-year", "per-customer-per-year");

  @Override
  public Fields fields(Said.Words playbook, String name) {
    Said.Words trust = playbook.under("trust");
    Map<String, String> fields = new HashMap<>();
    fields.put("whose", name);
    fields.put("currency", trust.text("currency"));
    fields.put("team-per-day", trust.text("team-per-day"));
    LIMITS.forEach(limit -> fields.put(limit, trust.under(name).text(limit)));
    return new Fields(fields);
  }

  @Override
  public List<Put> puts(Said.Words playbook, String name, Fields fields, List<Trouble> troubles) {
    List<Put> puts = new ArrayList<>();
    String currency = Lengths.needed(fields, "currency", troubles);
    puts.add(new Put("trust", "currency", Said.text(currency)));
    if (name.equals("team-per-day")) {
      String amount = Lengths.needed(fields, "team-per-day", troubles);
      puts.add(new Put("trust", name, Said.text(Amounts.plain(playbook, amount))));
      return puts;
    }
    Said.Words budget = Said.Words.NONE;
    for (String limit : LIMITS) {
      budget = budget.with(limit, Amounts.plain(playbook, fields.of(limit)));
    }
    if (budget.words().isEmpty()) {
      troubles.add(new Trouble.Missing("per-gesture"));
    }
    puts.add(new Put("trust", name, budget));
    return puts;
  }

  @Override
  public String field(List<String> words, Fields fields) {
    return words.isEmpty() ? "" : words.getFirst();
  }

  @Override
  public String called(Fields fields) {
    return fields.of("whose");
  }
}
