package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every version of the playbook, newest first.
 *
 * @param chosen the one that is looked at: what it changed, and what going back to it would change
 */
public record HistoryPage(
    PlaybookFrame about, List<Version> versions, Optional<Chosen> chosen, String notice) {
  public HistoryPage {
    versions = List.copyOf(versions);
  }

  /**
   * One of them.
   *
   * @param sameAs the earlier version whose text it has again; 0 for none
   * @param changes what it changed, as a few names
   * @param more how many further rules it changed
   */
  public record Version(
      int number, String who, Instant at, int sameAs, List<String> changes, int more) {
    public Version {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The one that is looked at.
   *
   * @param changed what it changed
   * @param back what would change if it were adopted again; nothing where it holds
   */
  public record Chosen(Version version, List<ChangeRow> changed, List<ChangeRow> back) {
    public Chosen {
      changed = List.copyOf(changed);
      back = List.copyOf(back);
    }
  }
}
