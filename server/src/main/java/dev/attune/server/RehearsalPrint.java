package dev.attune.server;

import dev.attune.customer.Data;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A rehearsal's result as people read it on a terminal. */
final class RehearsalPrint {
  private static final int MOST_RULES = 20;

  private RehearsalPrint() {}

  /**
   * Prints it.
   *
   * @param zone of the days that are named
   */
  static void print(PrintWriter out, Data result, ZoneId zone) {
    out.println(
        "%s moments in %s days, %s to %s: %s a day%s"
            .formatted(
                Print.text(result, "moments"),
                whole(Print.text(result, "days")),
                day(Print.text(result, "from"), zone),
                day(Print.text(result, "to"), zone),
                Print.text(result, "momentsADay"),
                result.get("momentsAPersonADay") == null
                    ? ""
                    : ", %s a person a day".formatted(Print.text(result, "momentsAPersonADay"))));
    dates(out, result, zone);
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
  private static void dates(PrintWriter out, Data result, ZoneId zone) {
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
      out.println(
          "windows are not all filled before %s: figures may be too low until then"
              .formatted(day(Print.text(result, "wholeFrom"), zone)));
    }
  }

  private static String whole(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  private static String day(String instant, ZoneId zone) {
    return Instant.parse(instant).atZone(zone).toLocalDate().toString();
  }

  private static void kind(PrintWriter out, Data kind) {
    out.println();
    out.println(
        "%s: %s, for %s customers"
            .formatted(
                Print.text(kind, "kind"),
                Print.text(kind, "count"),
                Print.text(kind, "customers")));
    for (Data example : Print.list(kind, "examples")) {
      out.println(
          "  %s  %s%s  %s"
              .formatted(
                  Print.text(example, "at"),
                  Print.text(example, "customer"),
                  example.get("key") == null ? "" : ", for " + Print.text(example, "key"),
                  why(example)));
    }
  }

  /** What it rests on: values, or the signal that was not followed. */
  private static String why(Data example) {
    Object values = Print.object(example, "evidence").get("values");
    Data cause = Print.object(example, "cause");
    return Data.EMPTY.equals(values) && cause.get("setAt") != null
        ? "because of a signal of " + Print.text(cause, "setAt")
        : Print.value(values);
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
            "  %s: %,d, was %,d (%,d new, %,d gone: another customer or instant is another moment)"
                .formatted(Print.text(kind, "kind"), after, before, after - same, before - same));
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
    if (rules.size() > MOST_RULES) {
      out.println("  %,d rules differ; attune playbook diff shows them".formatted(rules.size()));
      return;
    }
    Print.differences(out, rules);
  }
}
