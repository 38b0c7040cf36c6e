package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.delivery.Interest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that the document lists are those that the program knows. */
class OpenApiTest {
  private static final String KINDS = "Only these kinds, with commas between: ";

  @Test
  void listsEveryScope() {
    List<String> scopes = Arrays.stream(Scope.values()).map(Scope::word).toList();

    assertThat(lists("write-playbook")).isNotEmpty().allMatch(scopes::equals);
  }

  @Test
  void listsEveryKindOfEffect() {
    List<String> told =
        parts(OpenApi.document())
            .map(part -> part.text("description"))
            .filter(text -> text != null && text.startsWith(KINDS))
            .map(text -> text.substring(KINDS.length()))
            .toList();

    assertThat(told).isNotEmpty().containsOnly(String.join(", ", Interest.KINDS));
    assertThat(lists("left-out")).isNotEmpty().allMatch(Interest.KINDS::equals);
  }

  /** Every list of allowed words that has this one. */
  private static List<List<?>> lists(String word) {
    return parts(OpenApi.document())
        .map(part -> part.get("enum"))
        .filter(List.class::isInstance)
        .<List<?>>map(words -> (List<?>) words)
        .filter(words -> words.contains(word))
        .toList();
  }

  private static Stream<Data> parts(Object value) {
    return switch (value) {
      case Data data ->
          Stream.concat(
              Stream.of(data), data.names().stream().map(data::get).flatMap(OpenApiTest::parts));
      case List<?> list -> list.stream().flatMap(OpenApiTest::parts);
      case null, default -> Stream.of();
    };
  }
}
