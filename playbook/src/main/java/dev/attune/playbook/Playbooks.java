package dev.attune.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Playbooks that come with Attune. */
public final class Playbooks {
  private static final String STARTER = "starter.yaml";
  private static final String SCHEMA = "playbook.schema.json";

  private Playbooks() {}

  /**
   * What a company starts with, before it has a playbook of its own: moments over the events that
   * Segment's specification names, and over what customers say.
   */
  public static Playbook starter() {
    return switch (new PlaybookReader().read(starterText())) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(
              "the starter playbook is wrong: " + refused.problems().get(0).rendered());
    };
  }

  /**
   * What people read of the starter's moments, by {@code MOMENT.WORD}, where a language has words
   * of its own for it; empty of English, in which the starter itself is written.
   */
  public static Map<String, String> starterWords(Tongue tongue) {
    return switch (tongue) {
      case ENGLISH -> Map.of();
      case GERMAN -> properties("starter.de.properties");
    };
  }

  /** The text of {@link #starter}, to begin one's own with. */
  public static String starterText() {
    return text(STARTER);
  }

  /**
   * The JSON Schema of playbooks, draft 2020-12, from which editors complete: every word with what
   * it means and an example. Conditions are texts to it; only {@link PlaybookReader} knows them.
   */
  public static String schemaText() {
    return text(SCHEMA);
  }

  /** A file of keys and texts that comes with the module. */
  static Map<String, String> properties(String name) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(name)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return Map.copyOf(texts);
  }

  /** A file that comes with the module, whole. */
  static String text(String name) {
    try (InputStream in = Playbooks.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
