package dev.attune.server;

import dev.attune.playbook.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who may use a route. Every route says so; none is open by oversight. */
sealed interface Access {
  /** Anyone at all. */
  record Anyone() implements Access {}

  /**
   * Holders of a source's write key; the route itself looks for it.
   *
   * @param inBody whether it may be there too
   */
  record WriteKey(boolean inBody) implements Access {}

  /**
   * Bearers of a token with this scope, and people whose role implies it.
   *
   * @param beside roles that may too, though theirs does not imply the scope
   */
  record Bearer(Scope scope, Set<Role> beside) implements Access {
    public Bearer {
      beside = Set.copyOf(beside);
    }

    /** The same, and the front line, to whom the route shows only what is theirs: {@link Sight}. */
    Bearer andFrontLine() {
      return new Bearer(scope, Set.of(Role.FRONT_LINE));
    }

    /** The same, and leads, who read what only stewards change. */
    Bearer andLeads() {
      return new Bearer(scope, Set.of(Role.LEAD));
    }

    /** Whether a person of this role may. */
    boolean allows(Role role) {
      return scope.isImpliedBy(role) || beside.contains(role);
    }
  }

  /** People who are signed in and have one of these roles; no token. */
  record Person(Set<Role> roles) implements Access {
    public Person {
      roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }
  }

  static Access anyone() {
    return new Anyone();
  }

  static Access writeKey() {
    return new WriteKey(true);
  }

  /** The same, where a body is not Attune's own and has no key in it. */
  static Access writeKeyBeside() {
    return new WriteKey(false);
  }

  static Bearer bearer(Scope scope) {
    return new Bearer(scope, Set.of());
  }

  /** People with at least one of these roles. */
  static Access person(Role... atLeastOneOf) {
    return new Person(Set.copyOf(List.of(atLeastOneOf)));
  }

  /** Everybody who is signed in. */
  static Access anyPerson() {
    return person(Role.values());
  }
}
