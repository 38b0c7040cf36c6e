package dev.attune.engine;

/** Another version was adopted since the caller last looked; what is live did not change. */
public final class AdoptedMeanwhile extends EngineException {
  private static final long serialVersionUID = 1;

  private final transient Version current;

  AdoptedMeanwhile(int basedOn, Version current) {
    super(
        Kind.CALLER,
        "adopted-meanwhile",
        "you worked from version %d, but %s adopted version %d at %s: look at what changed, and adopt again based on version %d"
            .formatted(basedOn, current.who(), current.number(), current.at(), current.number()));
    this.current = current;
  }

  /** The version that holds. */
  public Version current() {
    return current;
  }
}
