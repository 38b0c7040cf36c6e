package dev.attune.server;

import dev.attune.customer.Data;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One customer: who they are, and which ids are theirs. */
@picocli.CommandLine.Command(
    name = "customer",
    description = "Shows a customer, and puts right which ids are theirs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CustomerCommand.Show.class,
      FindCommand.class,
      CustomerCommand.Merge.class,
      CustomerCommand.Unmerge.class,
      CustomerCommand.RaiseLimit.class
    },
    mixinStandardHelpOptions = true)
final class CustomerCommand {
  private static final String ID =
      "Any id of theirs: user:42, anonymous:a1; without a prefix it is a user id.";

  private CustomerCommand() {}

  /** Shows a customer. */
  @picocli.CommandLine.Command(name = "show", description = "Shows a customer.")
  static final class Show extends Command {
    @Parameters(paramLabel = "ID", description = ID)
    private String id = "";

    @Override
    int run(Client client) {
      Data customer = client.get("/api/customers/" + Paths.encoded(id));
      if (!asJson(customer)) {
        PrintWriter out = out();
        out.println(Print.text(customer, "id"));
        out.println("  ids       " + Print.text(customer, "ids"));
        members(out, "traits", Print.object(customer, "traits"));
        members(out, "facts", Print.object(customer, "facts"));
        for (Data segment : list(customer, "segments")) {
          out.println("  in        " + Print.text(segment, "name"));
        }
        for (Data moment : list(customer, "moments")) {
          out.println(
              "  moment    %s since %s (%s)"
                  .formatted(
                      Print.text(moment, "kind"),
                      Print.text(moment, "openedAt"),
                      Print.text(moment, "id")));
        }
      }
      return Failure.OK;
    }

    private static void members(PrintWriter out, String title, Data data) {
      data.forEach(
          (name, value) -> out.println("  %-9s %s: %s".formatted(title, name, Print.value(value))));
    }
  }

  /** Takes a customer back who was set aside. */
  @picocli.CommandLine.Command(
      name = "raise-limit",
      description =
          "Takes a customer back who was set aside for more signals than one person sends.")
  static final class RaiseLimit extends Command {
    @Parameters(paramLabel = "ID", description = ID)
    private String id = "";

    @Option(
        names = "--to",
        paramLabel = "N",
        required = true,
        description = "How many signals one window may count: above 20000, at most 1000000.")
    private long to;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so.")
    private @Nullable String by;

    @Override
    int run(Client client) {
      String name = by == null ? System.getProperty("user.name", "somebody") : by;
      Data answer =
          client.ask(
              "POST",
              "/api/customers/" + Paths.encoded(id) + "/raise-limit",
              Data.of("to", to, "reason", reason, "by", name));
      if (!asJson(answer)) {
        boolean aside = Boolean.TRUE.equals(answer.get("setAside"));
        out()
            .println(
                Print.text(answer, "id") + (aside ? " is still set aside" : " is not set aside"));
      }
      return Failure.OK;
    }
  }

  /** Says something about two ids. */
  abstract static class Correction extends Command {
    @Parameters(index = "0", paramLabel = "ID", description = ID)
    private String first = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "The other id.")
    private String second = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so.")
    private @Nullable String by;

    int correct(Client client, String act) {
      String name = by == null ? System.getProperty("user.name", "somebody") : by;
      Data answer =
          client.ask(
              "POST",
              "/api/customers/" + Paths.encoded(first) + "/" + act,
              Data.of("other", second, "by", name));
      if (!asJson(answer)) {
        out()
            .println(
                "the customer is now "
                    + Print.text(answer, "id")
                    + ": "
                    + Print.text(answer, "ids"));
      }
      return Failure.OK;
    }
  }

  /** Joins two ids. */
  @picocli.CommandLine.Command(
      name = "merge",
      description = "Says that two ids are one customer. The latest word on a pair holds.")
  static final class Merge extends Correction {
    @Override
    int run(Client client) {
      return correct(client, "merge");
    }
  }

  /** Cuts two ids apart. */
  @picocli.CommandLine.Command(
      name = "unmerge",
      description = "Says that two ids are not one customer. The latest word on a pair holds.")
  static final class Unmerge extends Correction {
    @Override
    int run(Client client) {
      return correct(client, "unmerge");
    }
  }
}
