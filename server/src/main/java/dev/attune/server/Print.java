package dev.attune.server;

import dev.attune.customer.Data;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as people read them on a terminal. */
final class Print {
  private Print() {}

  static List<Data> list(Data data, String name) {
    return data.get(name) instanceof List<?> list
        ? list.stream().filter(Data.class::isInstance).map(Data.class::cast).toList()
        : List.of();
  }

  static Data object(Data data, String name) {
    return data.get(name) instanceof Data object ? object : Data.EMPTY;
  }

  static String text(Data data, String name) {
    return value(data.get(name));
  }

  /** A value in one line. */
  static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case Data.Nothing nothing -> "-";
      case Data data -> json(data, 0, false);
      case List<?> list -> String.join(", ", list.stream().map(Print::value).toList());
      default -> value.toString();
    };
  }

  /** What two playbooks say differently. */
  static void differences(PrintWriter out, List<Data> differences) {
    for (Data each : differences) {
      String section = text(each, "section");
      out.println(
          "%-8s %s%s"
              .formatted(
                  text(each, "what"), section.isEmpty() ? "" : section + ".", text(each, "name")));
      if (each.get("before") != null) {
        out.println("  - " + text(each, "before"));
      }
      if (each.get("after") != null) {
        out.println("  + " + text(each, "after"));
      }
    }
  }

  /** Indented JSON. */
  static String json(Data data) {
    return json(data, 0, true);
  }

  private static String json(Object value, int depth, boolean lines) {
    return switch (value) {
      case Data data -> object(data, depth, lines);
      case List<?> list -> array(list, depth, lines);
      case String text -> quoted(text);
      case Data.Nothing nothing -> "null";
      default -> value.toString();
    };
  }

  private static String object(Data data, int depth, boolean lines) {
    if (data.isEmpty()) {
      return "{}";
    }
    StringBuilder text = new StringBuilder("{");
    String[] comma = {""};
    data.forEach((name, value) -> {
      text.append(comma[0]).append(gap(depth + 1, lines)).append(quoted(name)).append(": ");
      text.append(json(value, depth + 1, lines));
      comma[0] = lines ? "," : ", ";
    });
    return text.append(gap(depth, lines)).append('}').toString();
  }

  private static String array(List<?> list, int depth, boolean lines) {
    if (list.isEmpty()) {
      return "[]";
    }
    StringBuilder text = new StringBuilder("[");
    String comma = "";
    for (Object each : list) {
      text.append(comma).append(gap(depth + 1, lines)).append(json(each, depth + 1, lines));
      comma = lines ? "," : ", ";
    }
    return text.append(gap(depth, lines)).append(']').toString();
  }

  private static String gap(int depth, boolean lines) {
    return lines ? "\n" + "  ".repeat(depth) : "";
  }

  private static String quoted(String text) {
    byte[] json = dev.attune.wire.Json.write(Data.of("t", text));
    String whole = new String(json, java.nio.charset.StandardCharsets.UTF_8);
    return whole.substring(5, whole.length() - 1);
  }
}
