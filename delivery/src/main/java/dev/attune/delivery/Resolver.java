package dev.attune.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. May take long; called from a thread of its own. */
public interface Resolver {
  /** By the machine's own resolver. */
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * All addresses, the preferred ones first.
   *
   * @throws UnknownHostException if the name has none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
