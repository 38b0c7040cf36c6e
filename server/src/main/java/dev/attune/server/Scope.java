package dev.attune.server;

import dev.attune.playbook.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token allows. A route asks for exactly one; {@link #ADMIN} stands for all. */
enum Scope {
  /**
   * Read customers, segments, moments, effects, the playbook, rejects, the catalogue and metrics.
   */
  READ,
  /** Adopt a playbook; rehearse one. */
  WRITE_PLAYBOOK,
  /** Take, hand over, close and dismiss moments; give. */
  HANDLE,
  /** Say which ids are one customer, and which are not. */
  CORRECT,
  /** Send recorded signals in bulk, and replay rejected ones. */
  IMPORT,
  /** Save everything there is. */
  BACKUP,
  /** Make and revoke sources and tokens; everything else too. */
  ADMIN;

  private static final Set<Scope> OF_A_LEAD = EnumSet.of(READ, WRITE_PLAYBOOK, HANDLE, CORRECT);

  /** The scope that a token's list calls {@code word}, such as {@code write-playbook}. */
  static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** Every scope's word, for messages. */
  static String words() {
    return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
  }

  /** Whether people of this role may do it without a token. */
  boolean isImpliedBy(Role role) {
    return switch (role) {
      case STEWARD -> true;
      case LEAD -> OF_A_LEAD.contains(this);
      case FRONT_LINE -> false;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
