package dev.attune.server;

import dev.attune.engine.BadPlaybook;
import dev.attune.engine.Engine;
import dev.attune.playbook.Playbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The playbook an empty directory begins with: the company's own, else the starter. */
final class FirstPlaybook {
  private FirstPlaybook() {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.environment(
          "cannot read the playbook %s: there is no such file, or it is no text in UTF-8"
              .formatted(file));
    }
  }

  static void adopt(Engine engine, Optional<String> own) {
    try {
      engine.adopt(own.orElseGet(Playbooks::starterText), "first start");
    } catch (BadPlaybook e) {
      throw Failure.problems(e.getMessage() + "; 'attune playbook check FILE' shows all of it");
    }
  }
}
