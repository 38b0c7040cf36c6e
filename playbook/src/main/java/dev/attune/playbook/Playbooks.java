package dev.attune.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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

  private static String text(String name) {
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
