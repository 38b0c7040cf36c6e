package dev.attune.server;

import dev.attune.pages.Filter.Choice;
import dev.attune.pages.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the audit writes for programs, as people say it; the API's acts are like the pages'. */
final class AuditWords {
  /** What is often looked for. */
  private static final List<String> OFTEN =
      List.of(
          "sign-in",
          "sign-in-refused",
          "first-sign-in",
          "person-added",
          "person-changed",
          "budget-set",
          "customer-found",
          "GET /customers/{id}",
          "/merge",
          "/unmerge",
          "POST /playbook/adopt",
          "PUT /api/playbook",
          "/sources",
          "/webhooks",
          "/api/tokens",
          "/auto",
          "/backup",
          "/audit");

  private AuditWords() {}

  /** An act in words; empty where there are none. */
  static String said(String what, Words words) {
    String key = "audit.did." + key(what);
    return words.has(key) ? words.say(key) : "";
  }

  private static String key(String what) {
    return what.replace(" /api/", " /")
        .replace(" /grace/gestures/", " /gestures/")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z]+", "-")
        .replaceAll("^-|-$", "");
  }

  /** What can be looked for, in words. */
  static List<Choice> choices(Words words) {
    return OFTEN.stream()
        .map(what -> new Choice(what, words.say("audit.often." + key(what))))
        .sorted(Comparator.comparing(Choice::label))
        .toList();
  }
}
