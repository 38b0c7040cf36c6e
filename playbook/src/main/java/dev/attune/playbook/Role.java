package dev.attune.playbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person is trusted with at work. */
public enum Role {
  /** Sets trust and guards privacy; may do everything. */
  STEWARD,
  /** Reads everything and edits the playbook. */
  LEAD,
  /** Has a customer in front of them. */
  FRONT_LINE;

  /** The role that a playbook calls {@code word}, such as {@code front-line}, or nothing. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** Every role's word. */
  static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }

  /** The name in a playbook: {@code front-line}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
