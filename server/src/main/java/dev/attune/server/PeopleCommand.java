package dev.attune.server;

import dev.attune.customer.Data;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who works with Attune. */
@picocli.CommandLine.Command(
    name = "people",
    description = "Who works with Attune: their roles, how they come in, where they are signed in.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PeopleCommand.Add.class,
      PeopleCommand.Show.class,
      PeopleCommand.Invite.class,
      PeopleCommand.End.class,
      PeopleCommand.Sessions.class
    },
    mixinStandardHelpOptions = true)
final class PeopleCommand {
  private static final String ALL = "/api/people";

  private PeopleCommand() {}

  private static String path(String name) {
    return ALL + "/" + Paths.encoded(name);
  }

  /** What somebody is given to come in by. */
  private static String invitation(Data person) {
    return "%s signs in for the first time at this address, once, until %s:%n  %s"
        .formatted(
            Print.text(person, "name"),
            Print.text(person, "linkUntil"),
            Print.text(person, "link"));
  }

  /** Adds somebody. */
  @picocli.CommandLine.Command(
      name = "add",
      description = "Adds somebody, and prints the address of their first sign-in, once.",
      footer = "Roles: steward (all), lead (reads all, edits the playbook), front-line.")
  static final class Add extends Command {
    @Parameters(
        paramLabel = "NAME",
        description = "By which they sign in: a to z, digits, dots, hyphens, underscores.")
    private String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        required = true,
        description = "steward, lead or front-line.")
    private String role = "";

    @Option(
        names = "--title",
        paramLabel = "TEXT",
        description = "What people call them; else their name.")
    private @Nullable String title;

    @Option(names = "--team", paramLabel = "TEAM", description = "One of the playbook's teams.")
    private @Nullable String team;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Where notices reach them.")
    private @Nullable String email;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Such as Europe/Berlin.")
    private @Nullable String zone;

    @Option(names = "--language", paramLabel = "TAG", description = "Of their pages: en, de.")
    private @Nullable String language;

    @Override
    int run(Client client) {
      Data.Builder person =
          new Data.Builder()
              .put("name", name)
              .put("title", title == null ? name : title)
              .put("role", role);
      Shapes.put(person, "team", team);
      Shapes.put(person, "email", email);
      Shapes.put(person, "zone", zone);
      Shapes.put(person, "language", language);
      Data added = client.ask("POST", ALL, person.build());
      if (!asJson(added)) {
        out().println(invitation(added));
      }
      return Failure.OK;
    }
  }

  /** Lists everybody. */
  @picocli.CommandLine.Command(name = "list", description = "Lists everybody.")
  static final class Show extends Command {
    @Override
    int run(Client client) {
      Data answer = client.get(ALL);
      if (!asJson(answer)) {
        for (Data person : list(answer, "people")) {
          out()
              .println(
                  "%-20s %-10s %-16s %-8s %s"
                      .formatted(
                          Print.text(person, "name"),
                          Print.text(person, "role"),
                          Print.text(person, "team"),
                          Print.text(person, "state"),
                          Print.text(person, "title")));
        }
      }
      return Failure.OK;
    }
  }

  /** Gives somebody a new link. */
  @picocli.CommandLine.Command(
      name = "invite",
      description =
          "Prints a new address by which somebody sets a password: for who forgot theirs, or returns.")
  static final class Invite extends Command {
    @Parameters(paramLabel = "NAME", description = "Their name.")
    private String name = "";

    @Override
    int run(Client client) {
      Data invited = client.ask("POST", path(name) + "/link", Data.EMPTY);
      if (!asJson(invited)) {
        out().println(invitation(invited));
      }
      return Failure.OK;
    }
  }

  /** Lets somebody in no more. */
  @picocli.CommandLine.Command(
      name = "end",
      description = "Lets somebody sign in no more, and ends their sessions; what they did stays.")
  static final class End extends Command {
    @Parameters(paramLabel = "NAME", description = "Their name.")
    private String name = "";

    @Override
    int run(Client client) {
      Data ended = client.ask("POST", path(name) + "/end", Data.EMPTY);
      if (!asJson(ended)) {
        out().println(name + " can sign in no more");
      }
      return Failure.OK;
    }
  }

  /** Where somebody is signed in. */
  @picocli.CommandLine.Command(
      name = "sessions",
      description = "Lists where somebody is signed in, or ends that.")
  static final class Sessions extends Command {
    @Parameters(paramLabel = "NAME", description = "Their name.")
    private String name = "";

    @Option(names = "--end", description = "End them all.")
    private boolean end;

    @Override
    int run(Client client) {
      String path = path(name) + "/sessions";
      Data answer = end ? client.ask("DELETE", path, Data.EMPTY) : client.get(path);
      if (asJson(answer)) {
        return Failure.OK;
      }
      if (end) {
        out().println("ended: " + Print.text(answer, "ended"));
        return Failure.OK;
      }
      for (Data session : list(answer, "sessions")) {
        out()
            .println(
                "%s  %-24s %-40s last seen %s"
                    .formatted(
                        Print.text(session, "id"),
                        Print.text(session, "device"),
                        Print.text(session, "address"),
                        Print.text(session, "seen")));
      }
      return Failure.OK;
    }
  }
}
