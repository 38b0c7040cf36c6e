package dev.attune.step;

import dev.attune.customer.Data;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a step remembers of one customer: immutable, and small, since a host saves it after every
 * decision. Opened and made by {@link Step} only; its bytes are specified in {@code
 * CustomerFormat}.
 */
public final class Customer {
  private final byte[] bytes;

  private Customer(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A customer as a host saved it. The bytes are not copied and must not change. */
  public static Customer of(byte[] bytes) {
    return new Customer(bytes);
  }

  /** The state to save. Not a copy: must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The playbook version that decided last: only a {@link Step} of that version can open it. */
  public int version() {
    return CustomerFormat.version(bytes);
  }

  /** The traits as stated, whatever version decided last. */
  public Data traits() {
    return CustomerFormat.traits(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Customer customer && Arrays.equals(bytes, customer.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Customer[version=" + version() + ", " + bytes.length + " bytes]";
  }
}
