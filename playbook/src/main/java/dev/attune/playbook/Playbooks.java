package dev.attune.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Playbooks that come with Attune. */
public final class Playbooks {
  private static final String STARTER = "starter.yaml";

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
    try (InputStream in = Playbooks.class.getResourceAsStream(STARTER)) {
      if (in == null) {
        throw new IllegalStateException(STARTER + " is missing from the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STARTER, e);
    }
  }
}
