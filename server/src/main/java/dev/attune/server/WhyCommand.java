package dev.attune.server;

import dev.attune.customer.Data;
import java.io.PrintWriter;
import picocli.CommandLine.Parameters;

/** Why a customer is, or is not, in a segment or moment. */
@picocli.CommandLine.Command(
    name = "why",
    description = "Says why a customer is, or is not, in a segment or moment.")
final class WhyCommand extends Command {
  @Parameters(index = "0", paramLabel = "ID", description = "Any id of the customer.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "RULE", description = "The segment's or moment's name.")
  private String rule = "";

  @Override
  int run(Client client) {
    Data why = client.get("/api/customers/" + Paths.encoded(id) + "/why/" + Paths.encoded(rule));
    if (!asJson(why)) {
      print(out(), why);
    }
    return Failure.OK;
  }

  private static String answer(Data why) {
    String customer = Print.text(why, "customer");
    String rule = Print.text(why, "rule");
    boolean holds = Boolean.TRUE.equals(why.get("holds"));
    if ("segment".equals(why.get("kind"))) {
      return "%s %s %s".formatted(customer, holds ? "is in" : "is not in", rule);
    }
    String open =
        why.get("openSince") == null
            ? "no moment %s is open".formatted(rule)
            : "%s is open since %s".formatted(rule, Print.text(why, "openSince"));
    return "%s: %s; its reason %s now".formatted(customer, open, holds ? "holds" : "does not hold");
  }

  private static void print(PrintWriter out, Data why) {
    out.println(answer(why));
    for (Data comparison : list(why, "comparisons")) {
      out.println(
          "  %-8s %s".formatted(Print.text(comparison, "held"), Print.text(comparison, "text")));
      for (Data reading : list(comparison, "readings")) {
        out.println(
            "           %s = %s"
                .formatted(Print.text(reading, "name"), Print.text(reading, "value")));
      }
    }
    for (Data fact : list(why, "facts")) {
      out.println(
          "  %s = %s%s"
              .formatted(
                  Print.text(fact, "name"),
                  Print.text(fact, "value"),
                  list(fact, "signals").isEmpty() ? ", from no signal" : ", from:"));
      for (Data signal : list(fact, "signals")) {
        out.println(
            "    %s  %s  %s"
                .formatted(
                    Print.text(signal, "at"),
                    Print.text(signal, "of"),
                    signal.get("event") == null ? "" : Print.text(signal, "event")));
      }
      if (fact.get("more") instanceof Long more && more > 0) {
        out.println("    and %,d more".formatted(more));
      }
    }
    out.println("  may next change: " + Print.text(why, "mayChangeAt"));
  }
}
