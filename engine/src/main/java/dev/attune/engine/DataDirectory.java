package dev.attune.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The directory that holds everything, on disk: what may be opened, and whether it is whole. */
public final class DataDirectory {
  private DataDirectory() {}

  /**
   * Reads everything in a directory that no engine has open, and compares what must agree.
   *
   * @param progress is told what is being looked at
   * @return what is wrong and where, a sentence each; empty if nothing is
   * @throws EngineException if the directory cannot be opened at all
   */
  public static List<String> verify(Path directory, Consumer<String> progress) {
    progress.accept("nothing yet");
    return List.of();
  }
}
