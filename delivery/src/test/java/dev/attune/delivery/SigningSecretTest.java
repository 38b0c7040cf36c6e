package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {
  /** The example of Standard Webhooks' own libraries. */
  @Test
  void signsAsTheStandardDoes() {
    SigningSecret secret = SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    String signature =
        secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void makesSecretsThatCanBeReadAgainAndAreNeverPrinted() {
    SigningSecret secret = SigningSecret.fresh();

    assertThat(SigningSecret.of(secret.reveal())).isEqualTo(secret);
    assertThat(SigningSecret.fresh()).isNotEqualTo(secret);
    assertThat(secret).hasToString("(secret)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%"})
  void refusesWhatIsNoSecretWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> SigningSecret.of(text))
        .isInstanceOf(BadAddress.class)
        .hasMessage("a secret is whsec_ and 24 to 64 bytes in base 64");
  }
}
