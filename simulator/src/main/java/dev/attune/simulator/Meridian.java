package dev.attune.simulator;

/** What Meridian Mobility brings along besides its customers. */
public final class Meridian {
  private Meridian() {}

  /** The company's playbook, as text: what it calls a vulnerable moment, and what it says then. */
  public static String playbook() {
    return Lines.text("meridian.yaml");
  }
}
