package dev.attune.server;

import dev.attune.customer.Data;
import java.io.PrintWriter;
import java.util.List;

/** A rehearsal's result as people read it on a terminal. */
final class RehearsalPrint {
  private static final int EXAMPLES = 3;

  private RehearsalPrint() {}

  static void print(PrintWriter out, Data result) {
    out.println(
        "%s moments in %s days: %s a day%s"
            .formatted(
                Print.text(result, "moments"),
                Print.text(result, "days"),
                Print.text(result, "momentsADay"),
                result.get("momentsAPersonADay") == null
                    ? ""
                    : ", %s a person a day".formatted(Print.text(result, "momentsAPersonADay"))));
    dates(out, result);
    Print.list(result, "kinds").forEach(kind -> kind(out, kind));
    out.println();
    for (Data segment : Print.list(result, "segments")) {
      out.println(
          "in %s: %s (entered %s, left %s)"
              .formatted(
                  Print.text(segment, "name"),
                  Print.text(segment, "members"),
                  Print.text(segment, "entered"),
                  Print.text(segment, "left")));
    }
    for (Data goal : Print.list(result, "goals")) {
      out.println(
          "%s: attained %s, missed %s"
              .formatted(
                  Print.text(goal, "name"),
                  Print.text(goal, "attained"),
                  Print.text(goal, "missed")));
    }
    against(out, Print.object(result, "against"));
  }

  /** From when on there is anything, and all of it. */
  private static void dates(PrintWriter out, Data result) {
    if (result.get("historyFrom") != null) {
      out.println("the recorded history begins at " + Print.text(result, "historyFrom"));
    }
    if (result.get("completeFrom") != null) {
      out.println(
          "older signals are removed: it is complete from "
              + Print.text(result, "completeFrom")
              + " on, and counts from there");
    }
    if (result.get("wholeFrom") != null) {
      out.println("the longest window is whole from " + Print.text(result, "wholeFrom") + " on");
    }
  }

  private static void kind(PrintWriter out, Data kind) {
    out.println();
    out.println(
        "%s: %s, for %s customers"
            .formatted(
                Print.text(kind, "kind"),
                Print.text(kind, "count"),
                Print.text(kind, "customers")));
    for (Data example : Print.list(kind, "examples").stream().limit(EXAMPLES).toList()) {
      Data evidence = Print.object(example, "evidence");
      out.println(
          "  %s  %s  %s"
              .formatted(
                  Print.text(example, "at"),
                  Print.text(example, "customer"),
                  Print.value(evidence.get("values"))));
    }
  }

  private static void against(PrintWriter out, Data against) {
    if (against.isEmpty()) {
      return;
    }
    out.println();
    out.println("against version " + Print.text(against, "version") + ":");
    for (Data kind : Print.list(against, "kinds")) {
      if (kind.get("before") instanceof Long before
          && kind.get("after") instanceof Long after
          && kind.get("same") instanceof Long same
          && (!before.equals(same) || !after.equals(same))) {
        out.println(
            "  %s: %d more, %d fewer (%d, was %d)"
                .formatted(Print.text(kind, "kind"), after - same, before - same, after, before));
      }
    }
    for (Data segment : Print.list(against, "segments")) {
      if (!Long.valueOf(0).equals(segment.get("joined"))
          || !Long.valueOf(0).equals(segment.get("gone"))) {
        out.println(
            "  in %s: %s more, %s fewer"
                .formatted(
                    Print.text(segment, "name"),
                    Print.text(segment, "joined"),
                    Print.text(segment, "gone")));
      }
    }
    List<Data> rules = Print.list(against, "rules");
    if (rules.isEmpty()) {
      out.println("  written the same");
    }
    Print.differences(out, rules);
  }
}
