package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
  @Test
  void takesAnAddressApart() {
    assertThat(Target.of("https://hooks.example.com/in?team=a%20b"))
        .isEqualTo(new Target(true, "hooks.example.com", 443, "/in?team=a%20b"));
    assertThat(Target.of("HTTP://10.0.0.7:8081"))
        .isEqualTo(new Target(false, "10.0.0.7", 8081, "/"));
    assertThat(Target.of("https://[2a00::1]:8443/x").hostHeader()).isEqualTo("[2a00::1]:8443");
    assertThat(Target.of("https://a.example/ü").path()).isEqualTo("/%C3%BC");
  }

  @Test
  void showsNothingOfThePathWhichMayHoldASecret() {
    assertThat(Target.of("https://hooks.example.com/services/T0/SECRET"))
        .hasToString("https://hooks.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.com/, begin with https://",
    "example.com, begin with https://",
    "file:///etc/passwd, begin with https://",
    "gopher://example.com, begin with https://",
    "https://, cannot be read",
    "https://user:pass@example.com/, user or password",
    "https://example.com/#x, has a #",
    "https://example.com:0/, port 0",
    "https://example.com:70000/, port 70000",
    "https://exa mple.com/, cannot be read",
    "https://büro.example/, in ASCII",
    "https:///path, no host",
    "https://127.1/, no host"
  })
  void saysWhatIsWrongWithAnAddress(String url, String what) {
    assertThatThrownBy(() -> Target.of(url))
        .isInstanceOf(BadAddress.class)
        .hasMessageContaining(what);
  }

  @Test
  void letsNobodyEndALineOfTheRequest() {
    assertThatThrownBy(() -> Target.of("https://example.com/a\r\nX-Evil: 1"))
        .isInstanceOf(BadAddress.class);
    assertThatThrownBy(() -> Target.of("https://example.com/" + "a".repeat(2_000)))
        .hasMessageContaining("at most 2000");
  }
}
