package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private final Map<String, String> headers = new HashMap<>();

  @Test
  void believesNobodyUnlessTold() {
    headers.put("x-forwarded-for", "198.51.100.7");
    headers.put("x-forwarded-proto", "https");
    headers.put("x-forwarded-host", "elsewhere");
    headers.put("forwarded", "for=198.51.100.7");
    headers.put("x-thing", "stays");

    assertThat(Proxies.NONE.believe("127.0.0.1", headers)).isEqualTo("127.0.0.1");
    assertThat(headers).containsOnlyKeys("x-thing");
  }

  @Test
  void believesTheProxiesItIsToldOf() {
    Proxies proxies = Proxies.of(List.of("10.0.0.0/8", "::1"));
    headers.put("x-forwarded-for", "203.0.113.9, 198.51.100.7,10.1.1.1");
    headers.put("x-forwarded-proto", "https");

    assertThat(proxies.believe("10.200.3.4", headers)).isEqualTo("198.51.100.7");
    assertThat(headers).containsExactly(Map.entry("x-forwarded-proto", "https"));
    headers.put("x-forwarded-for", "2001:db8::5");
    assertThat(proxies.believe("0:0:0:0:0:0:0:1", headers)).isEqualTo("2001:db8:0:0:0:0:0:5");
    headers.put("x-forwarded-for", "2001:db8::5");
    assertThat(proxies.believe("11.0.0.1", headers)).isEqualTo("11.0.0.1");
  }

  @Test
  void stopsAtWhatIsNoAddress() {
    Proxies proxies = Proxies.of(List.of("10.0.0.0/9"));
    headers.put("x-forwarded-for", "203.0.113.9, somebody, 10.1.1.1");
    headers.put("x-forwarded-proto", "gopher");

    assertThat(proxies.believe("10.127.255.255", headers)).isEqualTo("10.1.1.1");
    assertThat(headers).isEmpty();
    headers.put("x-forwarded-for", "203.0.113.9");
    assertThat(proxies.believe("10.128.0.0", headers)).isEqualTo("10.128.0.0");
  }

  @Test
  void refusesWhatIsNoRange() {
    for (String bad : List.of("proxy.example.com", "10.0.0.0/33", "10.0.0/8", "::1/x", "")) {
      assertThatThrownBy(() -> Proxies.of(List.of(bad)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("'" + bad + "' is no address");
    }
  }
}
