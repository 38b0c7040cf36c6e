package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the API: written by hand as YAML, served as JSON. */
final class OpenApi {
  private static final String RESOURCE = "openapi.yaml";
  private static final int MOST_ALIASES = 200;

  /** Read when first asked for: a start must not wait for it. */
  private static final class Document {
    static final Data DATA = read();
    static final byte[] JSON = Json.write(DATA);
  }

  private OpenApi() {}

  static Answer answer() {
    return new Answer(200, Answer.JSON, Document.JSON, Map.of());
  }

  static Data document() {
    return Document.DATA;
  }

  private static Data read() {
    LoadSettings settings =
        LoadSettings.builder().setMaxAliasesForCollections(MOST_ALIASES).build();
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return (Data) value(new Load(settings).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(@Nullable Object yaml) {
    return switch (yaml) {
      case null -> Data.Nothing.NULL;
      case Map<?, ?> map -> {
        Data.Builder data = new Data.Builder();
        map.forEach((name, each) -> data.put(String.valueOf(name), value(each)));
        yield data.build();
      }
      case List<?> list -> list.stream().map(OpenApi::value).toList();
      default -> yaml;
    };
  }
}
