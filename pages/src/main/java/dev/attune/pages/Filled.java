package dev.attune.pages;

import java.util.Map;

/**
 * A form as somebody filled it in.
 *
 * @param typed what is in each field
 * @param problems what is wrong beside each field, already in words; under an empty name what is
 *     wrong with all of it
 */
public record Filled(Map<String, String> typed, Map<String, String> problems) {
  /** A form in which nothing was typed. */
  public static final Filled EMPTY = new Filled(Map.of(), Map.of());

  public Filled {
    typed = Map.copyOf(typed);
    problems = Map.copyOf(problems);
  }

  /** A form with these values, and nothing wrong with it. */
  public static Filled of(Map<String, String> values) {
    return new Filled(values, Map.of());
  }

  /** The same with what is wrong. */
  public Filled with(Map<String, String> wrong) {
    return new Filled(typed, wrong);
  }

  /** What is in a field. */
  public String of(String field) {
    return typed.getOrDefault(field, "");
  }

  /** Whether a field holds just this. */
  public boolean is(String field, String value) {
    return of(field).equals(value);
  }

  /** Whether a box is ticked. */
  public boolean has(String field) {
    return !of(field).isEmpty();
  }

  /** Whether what is in a field cannot be taken. */
  public boolean isWrong(String field) {
    return problems.containsKey(field);
  }

  /** Whether anything cannot be taken. */
  public boolean isWrong() {
    return !problems.isEmpty();
  }

  /** What is wrong with a field; empty if nothing is. */
  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }
}
