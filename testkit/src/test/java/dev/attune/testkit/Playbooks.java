package dev.attune.testkit;

import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contract's playbooks, read. */
final class Playbooks {
  private static final Map<String, Playbook> READ = new ConcurrentHashMap<>();

  static final List<Playbook> ALL = ContractPlaybooks.ALL.stream().map(Playbooks::read).toList();

  private Playbooks() {}

  /** Reads a text once, which takes longer than to play it. */
  static Playbook read(String text) {
    return READ.computeIfAbsent(text, Playbooks::readAnew);
  }

  /** Reads a text that is not asked for again. */
  static Playbook readAnew(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }
}
