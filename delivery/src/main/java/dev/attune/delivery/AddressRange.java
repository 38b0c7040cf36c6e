package dev.attune.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that begin with the same bits: {@code 10.0.0.0/8}, {@code fc00::/7}. */
public final class AddressRange {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads one; an address without a length is a range of one.
   *
   * @throws BadAddress if it is none; names are not looked up
   */
  public static AddressRange of(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] network = literal(parts[0]).orElseThrow(() -> bad(text));
    int most = network.length * Byte.SIZE;
    int bits = most;
    if (parts.length == 2) {
      bits = BITS.matcher(parts[1]).matches() ? Integer.parseInt(parts[1]) : most + 1;
    }
    if (bits > most) {
      throw bad(text);
    }
    return new AddressRange(network, bits);
  }

  private static BadAddress bad(String text) {
    return new BadAddress(
        "'" + text + "' is no address, such as 10.0.0.7, and no range, such as 10.0.0.0/8");
  }

  private static Optional<byte[]> literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in it. */
  public boolean has(InetAddress address) {
    return has(address.getAddress());
  }

  boolean has(byte[] address) {
    int whole = bits / Byte.SIZE;
    int rest = 0xff00 >> bits % Byte.SIZE & 0xff;
    return address.length == network.length
        && Arrays.equals(network, 0, whole, address, 0, whole)
        && (rest == 0 || (network[whole] & rest) == (address[whole] & rest));
  }
}
