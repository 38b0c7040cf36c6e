package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(List.of());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, this machine itself",
    "127.255.255.254, this machine itself",
    "::1, this machine itself",
    "0.0.0.0, of this network",
    "0.1.2.3, of this network",
    "::, unspecified",
    "10.0.0.1, private",
    "10.255.255.255, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.1.1, private",
    "fc00::1, private",
    "fdff:ffff::1, private",
    "fec0::1, private",
    "100.64.0.1, shared behind a carrier's NAT",
    "100.127.255.255, shared behind a carrier's NAT",
    "169.254.1.1, link-local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "169.254.169.254, where a cloud keeps credentials",
    "169.254.170.2, where a cloud keeps credentials",
    "100.100.100.200, where a cloud keeps credentials",
    "168.63.129.16, where a cloud keeps credentials",
    "192.0.0.192, where a cloud keeps credentials",
    "fd00:ec2::254, where a cloud keeps credentials",
    "fd20:ce::254, where a cloud keeps credentials",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "ff02::1, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, reserved",
    "192.0.0.8, reserved",
    "192.88.99.1, reserved",
    "192.0.2.1, for documentation",
    "198.51.100.1, for documentation",
    "203.0.113.1, for documentation",
    "2001:db8::1, for documentation",
    "3fff::1, for documentation",
    "198.18.0.1, for benchmarks",
    "198.19.255.255, for benchmarks",
    "2001::1, reserved",
    "2002:7f00:1::, another address in disguise (6to4)",
    "::127.0.0.1, not public",
    "100::1, not public",
    "5f00::1, not public",
    "64:ff9b:1::1, not public",
    "64:ff9b::7f00:1, this machine itself",
    "64:ff9b::a00:1, private",
    "64:ff9b::a9fe:a9fe, where a cloud keeps credentials",
    "::ffff:127.0.0.1, this machine itself",
    "::ffff:169.254.169.254, where a cloud keeps credentials",
    "::ffff:10.1.2.3, private"
  })
  void refusesEveryClassOfAddressThatIsNotPublic(String address, String what) throws Exception {
    assertThat(guard.refusal(at(address))).contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1",
        "2a00::1",
        "64:ff9b::101:101"
      })
  void allowsWhatIsPublic(String address) throws Exception {
    assertThat(guard.refusal(at(address))).isEmpty();
    assertThat(guard.isInside(at(address))).isFalse();
  }

  /** Java reads such an address as IPv4; the guard must hold without that, too. */
  @Test
  void looksThroughMappedAddressesItself() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress address = java.net.Inet6Address.getByAddress("x", mapped, 0);

    assertThat(guard.refusal(address)).contains("this machine itself");
  }

  @Test
  void allowsARangeThatIsNamedAndNothingBesideIt() throws Exception {
    AddressGuard own =
        new AddressGuard(List.of(AddressRange.of("10.7.0.0/16"), AddressRange.of("fd12::/16")));

    assertThat(own.refusal(at("10.7.3.4"))).isEmpty();
    assertThat(own.isInside(at("10.7.3.4"))).isTrue();
    assertThat(own.refusal(at("fd12::5"))).isEmpty();
    assertThat(own.refusal(at("10.8.0.1"))).contains("private");
    assertThat(own.refusal(at("127.0.0.1"))).isPresent();
  }

  @Test
  void keepsCredentialsOfCloudsOutOfReachWhateverIsNamed() throws Exception {
    AddressGuard all =
        new AddressGuard(List.of(AddressRange.of("0.0.0.0/0"), AddressRange.of("::/0")));

    assertThat(all.refusal(at("127.0.0.1"))).isEmpty();
    for (String each :
        List.of("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "64:ff9b::a9fe:a9fe")) {
      assertThat(all.refusal(at(each))).as(each).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "1.2.3"})
  void refusesRangesThatAreNone(String range) {
    assertThatThrownBy(() -> AddressRange.of(range))
        .isInstanceOf(BadAddress.class)
        .hasMessageContaining("10.0.0.0/8");
  }

  private static InetAddress at(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }
}
