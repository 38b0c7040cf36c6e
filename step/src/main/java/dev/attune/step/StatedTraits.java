package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.step.Summary.Stated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is kept of traits when the signals are gone that stated them. */
final class StatedTraits {
  private StatedTraits() {}

  /** Notes what a signal states; a value stated again is still set by its first statement. */
  static void note(Map<String, Stated> traits, Data stated, Mark mark) {
    stated.forEach((name, said) -> {
      Object value = said instanceof Data.Nothing ? null : said;
      Stated was = traits.get(name);
      if (was != null && Objects.equals(was.value(), value)) {
        traits.put(name, new Stated(value, was.first(), mark));
        return;
      }
      if (was != null && was.value() == null) {
        traits.remove(name); // as a customer's traits are in the order of their first statement
      }
      traits.put(name, new Stated(value, mark, mark));
    });
  }

  /** What several parts of a customer state together. */
  static Map<String, Stated> join(List<Map<String, Stated>> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.keySet()));
    Map<String, Stated> all = new LinkedHashMap<>();
    for (String name : names) {
      List<Stated> said = new ArrayList<>();
      for (Map<String, Stated> part : parts) {
        Stated stated = part.get(name);
        if (stated != null) {
          said.add(stated);
        }
      }
      all.put(name, newest(said));
    }
    return all;
  }

  /** The newest value; since the first statement of it behind the last of another. */
  private static Stated newest(List<Stated> said) {
    Stated newest = said.getFirst();
    for (Stated stated : said) {
      newest = newest.last().isBefore(stated.last()) ? stated : newest;
    }
    Mark other = null;
    for (Stated stated : said) {
      boolean differs = !Objects.equals(stated.value(), newest.value());
      if (differs && (other == null || other.isBefore(stated.last()))) {
        other = stated.last();
      }
    }
    Mark first = newest.last();
    for (Stated stated : said) {
      boolean same = Objects.equals(stated.value(), newest.value());
      for (Mark mark : same ? List.of(stated.first(), stated.last()) : List.<Mark>of()) {
        boolean counts = other == null || other.isBefore(mark);
        first = counts && mark.isBefore(first) ? mark : first;
      }
    }
    return new Stated(newest.value(), first, newest.last());
  }
}
