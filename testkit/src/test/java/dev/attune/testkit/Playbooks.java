package dev.attune.testkit;

import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import java.util.List;

/** The contract's playbooks, read. */
final class Playbooks {
  static final List<Playbook> ALL = ContractPlaybooks.ALL.stream().map(Playbooks::read).toList();

  private Playbooks() {}

  static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }
}
