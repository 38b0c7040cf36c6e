package dev.attune.server;

import dev.attune.customer.Data;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The other systems that Attune speaks to. */
@picocli.CommandLine.Command(
    name = "webhooks",
    description = "The other systems that Attune speaks to.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      WebhooksCommand.Add.class,
      WebhooksCommand.Show.class,
      WebhooksCommand.Rotate.class,
      WebhooksCommand.Test.class,
      WebhooksCommand.On.class,
      WebhooksCommand.Off.class,
      WebhooksCommand.Remove.class,
      WebhooksCommand.Dead.class,
      WebhooksCommand.Resend.class
    },
    mixinStandardHelpOptions = true)
final class WebhooksCommand {
  /** Makes one. */
  @picocli.CommandLine.Command(
      name = "add",
      description = "Makes a webhook and prints its signing secret, once.",
      footer = {
        "Without --effects it only does what options of the playbook ask of it.",
        "Messages are signed as Standard Webhooks has it: webhook-id, webhook-timestamp, webhook-signature."
      })
  static final class Add extends Command {
    @Parameters(index = "0", paramLabel = "NAME", description = "As the playbook calls it.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "URL", description = "Where it is reached: https://...")
    private String url = "";

    @Option(names = "--effects", description = "It hears of effects.")
    private boolean effects;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        split = ",",
        description = "Only effects of this kind, such as opened or entered.")
    private List<String> kinds = new ArrayList<>();

    @Option(
        names = "--moment",
        paramLabel = "NAME",
        split = ",",
        description = "Only effects of this moment.")
    private List<String> moments = new ArrayList<>();

    @Option(
        names = "--segment",
        paramLabel = "NAME",
        split = ",",
        description = "Only effects of this segment.")
    private List<String> segments = new ArrayList<>();

    @Option(
        names = "--goal",
        paramLabel = "NAME",
        split = ",",
        description = "Only effects of this goal.")
    private List<String> goals = new ArrayList<>();

    @Option(
        names = "--recording",
        description =
            "It keeps a record and acts on nothing, so it hears everything at once: found late and not yet settled, too.")
    private boolean recording;

    @Option(
        names = "--from",
        paramLabel = "WHERE",
        defaultValue = "latest",
        description = "latest: what comes. oldest: all that is kept, a week back.")
    private String from = "latest";

    @Override
    int run(Client client) {
      Data.Builder body =
          new Data.Builder().put("name", name).put("url", url).put("recording", recording);
      List<List<String>> some = List.of(kinds, moments, segments, goals);
      if (effects || recording || some.stream().anyMatch(each -> !each.isEmpty())) {
        body.put(
            "effects",
            Data.of(
                "kinds", List.copyOf(kinds),
                "moments", List.copyOf(moments),
                "segments", List.copyOf(segments),
                "goals", List.copyOf(goals)));
      }
      Data made = client.ask("POST", "/api/webhooks", body.put("from", from).build());
      if (!asJson(made)) {
        out().println("secret, shown once: " + Print.text(made, "secret"));
      }
      return Failure.OK;
    }
  }

  /** Lists them. */
  @picocli.CommandLine.Command(name = "list", description = "Lists the webhooks and how they do.")
  static final class Show extends Command {
    @Override
    int run(Client client) {
      Data answer = client.get("/api/webhooks");
      if (asJson(answer)) {
        return Failure.OK;
      }
      for (Data each : list(answer, "webhooks")) {
        out()
            .println(
                "%-20s %-4s taken %s, waiting %s, dead %s  %s"
                    .formatted(
                        Print.text(each, "name"),
                        Print.text(each, "state"),
                        Print.text(each, "taken"),
                        Print.text(each, "waiting"),
                        Print.text(each, "dead"),
                        Print.text(each, "url")));
        if (each.get("offBecause") != null) {
          out().println("  off: " + Print.text(each, "offBecause"));
        }
      }
      if (answer.get("missing") instanceof List<?> missing && !missing.isEmpty()) {
        out().println("the playbook's options also name: " + Print.value(missing));
      }
      return Failure.OK;
    }
  }

  /** Does one thing to one of them. */
  @picocli.CommandLine.Command
  abstract static class One extends Command {
    @Parameters(index = "0", paramLabel = "NAME", description = "The webhook's name.")
    private String name = "";

    String path(String what) {
      return "/api/webhooks/%s/%s".formatted(Paths.encoded(name), what);
    }

    int done(Data answer, String sentence) {
      if (!asJson(answer)) {
        out().println(sentence.formatted(name));
      }
      return Failure.OK;
    }
  }

  /** Gives it a new secret. */
  @picocli.CommandLine.Command(
      name = "rotate",
      description = "Makes a new secret and prints it, once; both sign for 24 hours.")
  static final class Rotate extends One {
    @Override
    int run(Client client) {
      Data rotated = client.ask("POST", path("rotate"), Data.EMPTY);
      return done(rotated, "secret, shown once: " + Print.text(rotated, "secret"));
    }
  }

  /** Sends it something. */
  @picocli.CommandLine.Command(
      name = "test",
      description = "Sends a message that says nothing, and tells what came of it.")
  static final class Test extends One {
    @Override
    int run(Client client) {
      Data answer = client.ask("POST", path("test"), Data.EMPTY);
      done(answer, "%s: " + Print.text(answer, "outcome").replace("%", "%%"));
      return Boolean.TRUE.equals(answer.get("taken")) ? Failure.OK : Failure.PROBLEMS;
    }
  }

  /** Sends to it again. */
  @picocli.CommandLine.Command(
      name = "on",
      description = "Sends to it again, from where it was switched off.")
  static final class On extends One {
    @Override
    int run(Client client) {
      return done(client.ask("POST", path("on"), Data.EMPTY), "%s is on");
    }
  }

  /** Sends nothing to it. */
  @picocli.CommandLine.Command(
      name = "off",
      description = "Sends nothing to it for now; what comes meanwhile waits, for up to a week.")
  static final class Off extends One {
    @Override
    int run(Client client) {
      return done(client.ask("POST", path("off"), Data.EMPTY), "%s is off");
    }
  }

  /** Forgets it. */
  @picocli.CommandLine.Command(
      name = "remove",
      description = "Forgets it, with all that waits for it.")
  static final class Remove extends One {
    @Override
    int run(Client client) {
      return done(client.ask("POST", path("remove"), Data.EMPTY), "%s is removed");
    }
  }

  /** Lists what was given up. */
  @picocli.CommandLine.Command(
      name = "dead",
      description = "Lists what it did not take in a day of trying; kept for a week.")
  static final class Dead extends One {
    @Override
    int run(Client client) {
      Data answer = client.get(path("dead"));
      if (!asJson(answer)) {
        for (Data each : list(answer, "dead")) {
          out()
              .println(
                  "%s  %-20s %s tries until %s: %s"
                      .formatted(
                          Print.text(each, "id"),
                          Print.text(each, "type"),
                          Print.text(each, "tries"),
                          Print.text(each, "at"),
                          Print.text(each, "problem")));
        }
      }
      return Failure.OK;
    }
  }

  /** Tries what was given up again. */
  @picocli.CommandLine.Command(
      name = "resend",
      description = "Tries dead letters again, as if for the first time.")
  static final class Resend extends One {
    @Parameters(
        index = "1",
        paramLabel = "ID",
        arity = "0..1",
        description = "Which one; without it all of them.")
    private @Nullable String id;

    @Override
    int run(Client client) {
      Data answer = client.ask("POST", path("resend"), id == null ? Data.EMPTY : Data.of("id", id));
      return done(answer, Print.text(answer, "resent") + " to be sent to %s again");
    }
  }
}
