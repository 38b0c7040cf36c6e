package dev.attune.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The texts of one language by key, as their file has them: patterns of {@link
 * java.text.MessageFormat}, UTF-8. Immutable.
 */
final class Texts {
  private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

  /** Places whose texts have files of their own. */
  private static final List<String> OF_PLACES =
      List.of("demo", "grace", "people", "playbook", "sources");

  static {
    for (Language language : Language.values()) {
      Map<String, String> texts = new TreeMap<>(read("words/" + language.tag() + ".properties"));
      for (String place : OF_PLACES) {
        texts.putAll(read("words/" + place + "." + language.tag() + ".properties"));
      }
      ALL.put(language, new Texts(Map.copyOf(texts)));
    }
  }

  private final Map<String, String> byKey;

  private Texts(Map<String, String> byKey) {
    this.byKey = byKey;
  }

  static Texts of(Language language) {
    Texts texts = ALL.get(language);
    if (texts == null) {
      throw new IllegalStateException("no texts in " + language);
    }
    return texts;
  }

  /** The pattern under {@code key}; the key itself where there is none, so that it is seen. */
  String pattern(String key) {
    return byKey.getOrDefault(key, key);
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  Map<String, String> byKey() {
    return byKey;
  }

  private static Map<String, String> read(String file) {
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      Properties properties = new Properties();
      properties.load(reader);
      Map<String, String> texts = new TreeMap<>();
      properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
