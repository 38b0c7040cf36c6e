package dev.attune.server;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names by which callers may reach a server, beside those of this machine.
 *
 * @param told lower case, without port
 */
record HostNames(Set<String> told) {
  static final HostNames NONE = new HostNames(Set.of());

  private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  HostNames {
    told = Set.copyOf(told);
  }

  static HostNames of(Collection<String> names) {
    for (String name : names) {
      if (!name.matches("[A-Za-z0-9._-]{1,253}")) {
        throw Failure.usage("--host-name: '%s' is no name of a host".formatted(name));
      }
    }
    return new HostNames(
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  boolean isEmpty() {
    return told.isEmpty();
  }

  /** Whether a {@code Host} header names the machine that the caller is on. */
  static boolean isThisMachine(String header) {
    return OF_THIS_MACHINE.contains(nameIn(header));
  }

  private static String nameIn(String header) {
    return header.strip().toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
  }

  /**
   * Whether a {@code Host} header names this server.
   *
   * @param listening the name or address that it listens on
   */
  boolean include(String header, String listening) {
    String name = nameIn(header);
    return OF_THIS_MACHINE.contains(name)
        || told.contains(name)
        || name.equals(listening.contains(":") ? "[" + listening + "]" : listening);
  }
}
