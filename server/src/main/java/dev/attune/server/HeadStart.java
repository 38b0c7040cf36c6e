package dev.attune.server;

import dev.attune.playbook.Playbooks;

/**
 * Does once, on a thread beside the main one, what takes longest when it is done for the first
 * time: reading a playbook. What comes of it is thrown away; the classes it needed stay.
 */
final class HeadStart {
  private HeadStart() {}

  /** Begins if the command that {@code args} name will need it. */
  static void begin(String... args) {
    if (args.length > 0 && (args[0].equals("serve") || args[0].equals("demo"))) {
      Thread.ofPlatform().daemon().name("attune-head-start").start(Playbooks::starter);
    }
  }
}
