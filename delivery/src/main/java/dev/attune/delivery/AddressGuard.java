package dev.attune.delivery;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides to which addresses anything may be sent, so that an address somebody typed cannot make
 * Attune speak to what only its own machine or network reaches (SSRF).
 *
 * <p>Refused is all that is not plainly public, in both families. A company's own systems may be
 * named as ranges, which are then allowed, without TLS too. Where machines in a cloud ask for their
 * credentials stays refused whatever is named.
 *
 * <p>Immutable; used by all threads.
 */
public final class AddressGuard {
  /** The registries of IANA for special addresses, and what clouds use of public ones. */
  private static final Map<AddressRange, String> REFUSED = refused();

  /** Refused even where a range that is allowed contains them. */
  private static final List<AddressRange> METADATA =
      List.of(
          AddressRange.of("169.254.169.254"),
          AddressRange.of("169.254.170.0/24"),
          AddressRange.of("100.100.100.200"),
          AddressRange.of("168.63.129.16"),
          AddressRange.of("192.0.0.192"),
          AddressRange.of("fd00:ec2::/32"),
          AddressRange.of("fd20:ce::254"));

  private static final AddressRange GLOBAL = AddressRange.of("2000::/3");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
  private static final int IPV6_BYTES = 16;
  private static final int EMBEDDED_FROM = 12;

  private final List<AddressRange> inside;

  /** Allows what is public, and {@code inside}. */
  public AddressGuard(List<AddressRange> inside) {
    this.inside = List.copyOf(inside);
  }

  private static Map<AddressRange, String> refused() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("0.0.0.0/8", "of this network");
    texts.put("10.0.0.0/8", "private");
    texts.put("100.64.0.0/10", "shared behind a carrier's NAT");
    texts.put("127.0.0.0/8", "this machine itself");
    texts.put("169.254.0.0/16", "link-local");
    texts.put("172.16.0.0/12", "private");
    texts.put("192.0.0.0/24", "reserved");
    texts.put("192.0.2.0/24", "for documentation");
    texts.put("192.88.99.0/24", "reserved");
    texts.put("192.168.0.0/16", "private");
    texts.put("198.18.0.0/15", "for benchmarks");
    texts.put("198.51.100.0/24", "for documentation");
    texts.put("203.0.113.0/24", "for documentation");
    texts.put("224.0.0.0/4", "multicast");
    texts.put("240.0.0.0/4", "reserved");
    texts.put("::/128", "unspecified");
    texts.put("::1/128", "this machine itself");
    texts.put("fc00::/7", "private");
    texts.put("fe80::/10", "link-local");
    texts.put("fec0::/10", "private");
    texts.put("ff00::/8", "multicast");
    texts.put("2001::/23", "reserved");
    texts.put("2001:db8::/32", "for documentation");
    texts.put("2002::/16", "another address in disguise (6to4)");
    texts.put("3fff::/20", "for documentation");
    Map<AddressRange, String> ranges = new LinkedHashMap<>();
    texts.forEach((range, what) -> ranges.put(AddressRange.of(range), what));
    return ranges;
  }

  /** Why nothing may be sent to an address; nothing if something may. */
  public Optional<String> refusal(InetAddress address) {
    byte[] bytes = bare(address.getAddress());
    if (METADATA.stream().anyMatch(range -> range.has(bytes))) {
      return Optional.of("where a cloud keeps credentials");
    }
    if (isInside(address)) {
      return Optional.empty();
    }
    Optional<String> known =
        REFUSED.entrySet().stream()
            .filter(each -> each.getKey().has(bytes))
            .map(Map.Entry::getValue)
            .findFirst();
    boolean unknown = known.isEmpty() && bytes.length == IPV6_BYTES && !GLOBAL.has(bytes);
    return unknown ? Optional.of("not public") : known;
  }

  /** Whether it was named as one of the company's own. */
  public boolean isInside(InetAddress address) {
    return inside.stream().anyMatch(range -> range.has(address));
  }

  /** The IPv4 address that a translated or mapped one stands for; else the address itself. */
  private static byte[] bare(byte[] address) {
    return address.length == IPV6_BYTES && (NAT64.has(address) || isMapped(address))
        ? Arrays.copyOfRange(address, EMBEDDED_FROM, IPV6_BYTES)
        : address;
  }

  /**
   * {@code ::ffff:a.b.c.d}: Java reads these as IPv4 already; what is refused must not rest on it.
   */
  private static boolean isMapped(byte[] address) {
    return Arrays.equals(address, 0, 10, new byte[10], 0, 10)
        && address[10] == (byte) 0xff
        && address[11] == (byte) 0xff;
  }
}
