package dev.attune.verification;

import dev.attune.customer.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the OpenAPI document that the server itself serves.
 *
 * @param body an object with a plausible value for each member that the document names; null where
 *     it is no JSON
 */
record Operation(
    String method, String path, List<String> queryNames, boolean isYaml, @Nullable Data body) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final int DEEPEST = 6;

  /** All operations of {@code document}. */
  static List<Operation> of(Data document) {
    List<Operation> operations = new ArrayList<>();
    Data paths = object(document, "paths");
    paths.forEach((path, place) -> {
      if (place instanceof Data methods) {
        methods.forEach((method, said) -> {
          if (METHODS.contains(method) && said instanceof Data operation) {
            operations.add(operation(document, path, method, operation));
          }
        });
      }
    });
    if (operations.size() < 30) {
      throw new IllegalStateException("the document names only " + operations.size());
    }
    return operations;
  }

  /** Whether it hands out everything there is, which takes long. */
  boolean isHeavy() {
    return path.endsWith("/backup");
  }

  /** Whether a good request of it may cut off who asks. */
  boolean isDangerous() {
    return path.endsWith("/revoke");
  }

  private static Operation operation(Data document, String path, String method, Data said) {
    List<String> names = new ArrayList<>();
    for (Data parameter : Reply.list(said, "parameters")) {
      Data resolved = resolved(document, parameter);
      if ("query".equals(resolved.text("in"))) {
        names.add(String.valueOf(resolved.text("name")));
      }
    }
    Data content =
        resolved(document, object(said, "requestBody")).get("content") instanceof Data c
            ? c
            : Data.EMPTY;
    boolean isYaml = content.get("application/yaml") != null;
    Data schema = object(object(content, "application/json"), "schema");
    Data body =
        schema.isEmpty()
            ? null
            : example(document, schema, 0) instanceof Data object ? object : null;
    return new Operation(method.toUpperCase(Locale.ROOT), path, names, isYaml, body);
  }

  private static Object example(Data document, Data schema, int depth) {
    Data resolved = resolved(document, schema);
    if (depth > DEEPEST) {
      return true;
    }
    if (resolved.get("enum") instanceof List<?> words) {
      return words.getFirst();
    }
    return switch (String.valueOf(resolved.text("type"))) {
      case "integer" -> 25_000L;
      case "number" -> 4.5;
      case "boolean" -> true;
      case "array" -> List.of(example(document, object(resolved, "items"), depth + 1));
      case "string" ->
          "date-time".equals(resolved.text("format")) ? "2026-01-01T00:00:00.000Z" : "u1";
      default -> {
        Data.Builder members = new Data.Builder();
        object(resolved, "properties")
            .forEach((name, member) -> {
              if (member instanceof Data of) {
                members.put(name, example(document, of, depth + 1));
              }
            });
        yield members.build();
      }
    };
  }

  private static Data object(Data from, String name) {
    return from.get(name) instanceof Data object ? object : Data.EMPTY;
  }

  private static Data resolved(Data document, Data said) {
    String reference = said.text("$ref");
    if (reference == null) {
      return said;
    }
    Data at = document;
    for (String part : reference.substring(2).split("/", -1)) {
      at = object(at, part);
    }
    return at;
  }
}
