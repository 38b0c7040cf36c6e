package dev.attune.playbook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition in words, before it is known of whom a sentence speaks. */
sealed interface Clause {
  /** They have something: {@code at least 3 completed rides in 7 days}. */
  record Having(String what) implements Clause {}

  /** Something of theirs is so: {@code plan}, {@code is “gold”}. */
  record Whose(String what, String isSo) implements Clause {}

  /** They are something: {@code in “regulars”}. */
  record Being(String what) implements Clause {}

  /** The deciding signal is so: {@code with rating of at most 2}. */
  record OfSignal(String how) implements Clause {}

  /** A whole sentence of its own. */
  record Said(String text) implements Clause {}

  /** All of them. */
  record All(List<Clause> parts) implements Clause {}

  /** At least one of them. */
  record Any(List<Clause> parts) implements Clause {}

  /** Behind a noun: {@code with ...}, {@code whose ...}. */
  default String behindNoun() {
    return switch (this) {
      case Having having -> "with " + having.what();
      case Whose whose -> "whose " + whose.what() + " " + whose.isSo();
      case Being being -> "who are " + being.what();
      case OfSignal signal -> signal.how();
      case Said said ->
          (said.text().startsWith("if ") ? "for whom this holds: " : "for whom ") + said.text();
      case All all -> together(all.parts(), true);
      case Any any -> either(any.parts(), true);
    };
  }

  /** As a sentence of its own: {@code the customer has ...}. */
  default String sentence() {
    return switch (this) {
      case Having having -> "the customer has " + having.what();
      case Whose whose -> "their " + whose.what() + " " + whose.isSo();
      case Being being -> "the customer is " + being.what();
      case OfSignal signal -> "it is one " + signal.how();
      case Said said -> said.text();
      case All all -> together(all.parts(), false);
      case Any any -> either(any.parts(), false);
    };
  }

  /** As {@link #sentence}, in brackets if it has parts that could be taken for another's. */
  default String inside() {
    return this instanceof All || this instanceof Any ? "(" + sentence() + ")" : sentence();
  }

  private static String together(List<Clause> parts, boolean behindNoun) {
    boolean nested = parts.stream().anyMatch(Any.class::isInstance);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String either = parts.get(i) instanceof Any ? "either " : "";
      told.add(either + words(i == 0 ? null : parts.get(i - 1), parts.get(i), behindNoun));
    }
    return Plain.list(told, nested ? "and also" : "and");
  }

  private static String either(List<Clause> parts, boolean behindNoun) {
    boolean nested = parts.stream().anyMatch(All.class::isInstance);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      told.add(words(i == 0 ? null : parts.get(i - 1), parts.get(i), behindNoun));
    }
    return nested ? String.join(", or ", told) : Plain.list(told, "or");
  }

  /** One "with" is enough for several, and one "who are". */
  private static String words(@Nullable Clause before, Clause clause, boolean behindNoun) {
    if (before instanceof Having && clause instanceof Having having) {
      return having.what();
    }
    if (before instanceof Being && clause instanceof Being being) {
      return being.what();
    }
    String words = behindNoun ? clause.behindNoun() : clause.sentence();
    boolean deep =
        switch (clause) {
          case All all -> all.parts().stream().anyMatch(Any.class::isInstance);
          case Any any -> any.parts().stream().anyMatch(All.class::isInstance);
          case Said said -> said.text().startsWith("if ");
          case Having having -> false;
          case Whose whose -> false;
          case Being being -> false;
          case OfSignal signal -> false;
        };
    return deep ? "(" + words + ")" : words;
  }
}
