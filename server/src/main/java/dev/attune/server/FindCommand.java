package dev.attune.server;

import dev.attune.customer.Data;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds customers by what people type. */
@picocli.CommandLine.Command(
    name = "find",
    description = {
      "Finds customers by name, e-mail, phone or id; slips in longer words are forgiven.",
      "While no server runs on the directory, only an id is found."
    })
final class FindCommand extends Command {
  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What to look for.")
  private List<String> words = List.of();

  @Option(names = "--brand", paramLabel = "NAME", description = "Only customers of this brand.")
  private @Nullable String brand;

  @Override
  int run(Client client) {
    String query = "?q=" + Paths.encoded(String.join(" ", words));
    Data answer =
        client.get(
            "/api/customers" + query + (brand == null ? "" : "&brand=" + Paths.encoded(brand)));
    if (asJson(answer)) {
      return Failure.OK;
    }
    List<Data> found = list(answer, "customers");
    for (Data each : found) {
      String why =
          list(each, "matched").stream()
              .map(one -> Print.text(one, "what") + " " + Print.text(one, "text"))
              .collect(Collectors.joining(", "));
      String name = each.text("name") == null ? "" : "  " + Print.text(each, "name");
      out().println("%s%s  (%s)".formatted(Print.text(each, "id"), name, why));
    }
    if (found.isEmpty()) {
      out().println("nobody is found");
    }
    if (answer.text("next") != null) {
      out().println("there are more: type more of the name");
    }
    Data index = Print.object(answer, "index");
    if (!"complete".equals(index.text("state"))) {
      out()
          .println(
              "not everybody could be looked at: the index has %s of %s customers"
                  .formatted(Print.text(index, "customers"), Print.text(index, "of")));
    }
    return Failure.OK;
  }
}
