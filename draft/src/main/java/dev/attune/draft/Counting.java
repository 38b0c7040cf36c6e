package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts that forms rest on: how often something happened. One form at a time. */
final class Counting {
  private final Said.Words facts;
  private final List<Put> made = new ArrayList<>();

  Counting(Said.Words playbook) {
    this.facts = playbook.under("facts");
  }

  /**
   * How often an event happened.
   *
   * @param within empty: ever
   * @param per empty: whatever its properties
   */
  record Count(String event, String within, String per) {
    Said.Words said() {
      return Said.words("count", event).with("per", per).with("within", within);
    }
  }

  /** What a fact counts, if counting is all it does. */
  Optional<Count> read(String fact) {
    Said.Words said = facts.under(fact);
    Count count = new Count(said.text("count"), said.text("within"), said.text("per"));
    return said.find("count").isPresent() && count.said().equals(said)
        ? Optional.of(count)
        : Optional.empty();
  }

  /** The name of the fact that counts so: one that is there, or one that is to be made. */
  String named(Count count) {
    Map<String, Said> known = new LinkedHashMap<>(facts.words());
    made.forEach(put -> known.put(put.name(), put.said()));
    for (Map.Entry<String, Said> fact : known.entrySet()) {
      if (fact.getValue().equals(count.said())) {
        return fact.getKey();
      }
    }
    String called = count.event() + " " + count.within().replaceAll("d$", "");
    String name = Handles.joined(called, known.keySet());
    made.add(new Put("facts", name, count.said()));
    return name;
  }

  /** What must be made for it. */
  List<Put> made() {
    return List.copyOf(made);
  }
}
