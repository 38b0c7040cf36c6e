package dev.attune.server;

import dev.attune.customer.Data;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that ask an Attune have in common. */
@picocli.CommandLine.Command(mixinStandardHelpOptions = true)
abstract class Command implements Callable<Integer> {
  @Mixin private Connection place = new Connection();

  @Option(names = "--json", description = "Print the server's JSON answer instead of words.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** Does it; says the exit code. */
  abstract int run(Client client);

  @Override
  public Integer call() {
    try (Client client = place.connect()) {
      return run(client);
    }
  }

  Connection place() {
    return place;
  }

  PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by picocli only");
    }
    return spec.commandLine().getOut();
  }

  /** Prints an answer as JSON if that was asked for. */
  boolean asJson(Data answer) {
    if (json) {
      out().println(Print.json(answer));
    }
    return json;
  }

  /** The objects in a list of an answer. */
  static List<Data> list(Data answer, String name) {
    return Print.list(answer, name);
  }
}
