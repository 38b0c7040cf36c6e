package dev.attune.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is typed in a form, by the name of the field.
 *
 * @param typed as it was typed
 */
public record Fields(Map<String, String> typed) {
  /** An empty form. */
  public static final Fields NONE = new Fields(Map.of());

  public Fields {
    typed = Map.copyOf(typed);
  }

  /** What is in a field, in one piece; empty where nothing is. */
  public String of(String field) {
    return typed.getOrDefault(field, "").strip();
  }

  /** Whether a box is ticked. */
  public boolean has(String field) {
    return !of(field).isEmpty();
  }

  /** The names behind {@code prefix} of the boxes that are ticked, of those there are. */
  List<String> ticked(String prefix, List<String> names) {
    return names.stream().filter(name -> has(prefix + name)).toList();
  }

  /** These fields, with further ones over them. */
  Fields and(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(typed);
    all.putAll(more);
    return new Fields(all);
  }
}
