package dev.attune.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may say for whom they ask, and over which scheme. What anybody else says is left out. */
record Proxies(List<Range> trusted) {
  static final Proxies NONE = new Proxies(List.of());

  /** The scheme that the caller used, where it is known. */
  static final String SCHEME = "x-forwarded-proto";

  /** Our own mark of a request that said for whom it was sent, believed or not. */
  static final String FORWARDED = ":forwarded";

  private static final String ADDRESSES = "x-forwarded-for";

  /** Addresses that begin with the same bits. */
  record Range(InetAddress address, int bits) {
    static Range of(String text) {
      String[] parts = text.split("/", 2);
      InetAddress address = literal(parts[0]).orElseThrow(() -> bad(text));
      int most = address.getAddress().length * 8;
      int bits = parts.length == 1 ? most : number(parts[1]);
      if (bits < 0 || bits > most) {
        throw bad(text);
      }
      return new Range(address, bits);
    }

    private static int number(String text) {
      return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static Failure bad(String text) {
      return Failure.usage(
          "--trusted-proxy: '%s' is no address, such as 10.0.0.7, and no range, such as 10.0.0.0/8"
              .formatted(text));
    }

    boolean has(InetAddress other) {
      byte[] one = address.getAddress();
      byte[] two = other.getAddress();
      int whole = bits / 8;
      int rest = 0xff00 >> bits % 8 & 0xff;
      return one.length == two.length
          && Arrays.equals(one, 0, whole, two, 0, whole)
          && (rest == 0 || (one[whole] & rest) == (two[whole] & rest));
    }
  }

  Proxies {
    trusted = List.copyOf(trusted);
  }

  static Proxies of(Collection<String> ranges) {
    return new Proxies(ranges.stream().map(Range::of).toList());
  }

  /** Whether a header tells for whom a request is sent; such a one may come in several lines. */
  static boolean isTold(String header) {
    return header.startsWith("x-forwarded-") || header.equals("forwarded");
  }

  /**
   * Leaves in {@code headers} only what is to be believed; says the caller's address. Each proxy
   * adds whom it heard at the end, so the last that is no proxy of ours is the caller.
   */
  String believe(String peer, Map<String, String> headers) {
    String addresses = headers.getOrDefault(ADDRESSES, "");
    String scheme = last(headers.getOrDefault(SCHEME, ""));
    headers.keySet().removeIf(Proxies::isTold);
    if (!isTrusted(peer)) {
      return peer;
    }
    if (Set.of("http", "https").contains(scheme)) {
      headers.put(SCHEME, scheme);
    }
    String caller = peer;
    for (String left = addresses; isTrusted(caller) && !left.isBlank(); left = before(left)) {
      Optional<InetAddress> told = literal(last(left));
      if (told.isEmpty()) {
        break;
      }
      caller = told.get().getHostAddress();
    }
    return caller;
  }

  private boolean isTrusted(String address) {
    return literal(address)
        .filter(found -> trusted.stream().anyMatch(range -> range.has(found)))
        .isPresent();
  }

  private static String last(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private static String before(String list) {
    return list.substring(0, Math.max(0, list.lastIndexOf(',')));
  }

  /** An address written in numbers; names are not looked up. */
  private static Optional<InetAddress> literal(String text) {
    if (!text.matches("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[0-9a-z]+)?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
