package dev.attune.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/**
 * The command line. Exit codes: 0 all is well, 1 the command found problems, 2 the command line is
 * wrong, 3 something around it is wrong, such as a port in use or no server.
 */
@Command(
    name = "attune",
    description = "Learns what each customer is trying to achieve, and notices when that changes.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "bench NAME runs a benchmark: ./attune bench --help.",
      "",
      "Exit codes: 0 well, 1 problems found, 2 wrong command line, 3 wrong environment."
    },
    mixinStandardHelpOptions = true,
    version = "attune 0.1.0")
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          DemoCommand.class,
          ImportCommand.class,
          PlaybookCommand.class,
          SourcesCommand.class,
          TokensCommand.class,
          PeopleCommand.class,
          AuditCommand.class,
          WebhooksCommand.class,
          CustomerCommand.class,
          WhyCommand.class,
          EffectsCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          VerifyCommand.class,
          HelpCommand.class);

  @Option(names = "--trace", description = "Show where a failure came from.")
  private boolean trace;

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    HeadStart.begin(args);
    System.exit(run(args));
  }

  /** Runs one command in this process; says its exit code. */
  static int run(String... args) {
    return commandLine(args).execute(args);
  }

  /** Reads {@code args}; knows all commands, unless the first word is one of them. */
  static CommandLine commandLine(String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    // Looking through all commands takes longer than starting a server may.
    List<Class<?>> meant =
        COMMANDS.stream().filter(each -> args.length > 0 && name(each).equals(args[0])).toList();
    (meant.isEmpty() ? COMMANDS : meant).forEach(line::addSubcommand);
    OptionValues.readBy(line);
    line.setExecutionExceptionHandler((e, failed, parsed) -> main.fail(e, failed));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private int fail(Exception e, CommandLine failed) {
    if (trace) {
      e.printStackTrace(failed.getErr());
    }
    if (e instanceof Failure failure) {
      failed.getErr().println("attune: " + failure.sentence());
      return failure.exitCode();
    }
    failed.getErr().println("attune: failed unexpectedly: " + e + " (attune --trace shows where)");
    return Failure.ENVIRONMENT;
  }

  /** Without a command: says what there is. */
  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
    throw Failure.usage("a command is missing");
  }
}
