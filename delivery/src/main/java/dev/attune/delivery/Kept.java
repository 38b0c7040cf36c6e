package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the members of what was kept on a shelf. */
final class Kept {
  private Kept() {}

  static String text(Data data, String name) {
    return optionalText(data, name)
        .orElseThrow(
            () -> new IllegalStateException("a kept record lacks " + name + ": " + data.names()));
  }

  static Optional<String> optionalText(Data data, String name) {
    return Optional.ofNullable(data.text(name));
  }

  static long number(Data data, String name) {
    return data.get(name) instanceof Long number ? number : 0;
  }

  static Instant instant(Data data, String name) {
    return Instant.parse(text(data, name));
  }

  static Optional<Instant> optionalInstant(Data data, String name) {
    return optionalText(data, name).map(Instant::parse);
  }

  static boolean flag(Data data, String name) {
    return Boolean.TRUE.equals(data.get(name));
  }

  static List<Data> list(Data data, String name) {
    return data.get(name) instanceof List<?> list
        ? list.stream().filter(Data.class::isInstance).map(Data.class::cast).toList()
        : List.of();
  }

  static Set<String> texts(Data data, String name) {
    Set<String> texts = new TreeSet<>();
    if (data.get(name) instanceof List<?> list) {
      list.forEach(each -> texts.add(each.toString()));
    }
    return texts;
  }
}
