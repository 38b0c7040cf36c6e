package dev.attune.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void carries160RandomBitsBehindAReadablePrefix() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String secret = Secret.fresh("attune_token_").reveal();
      assertThat(secret).matches("attune_token_[a-z2-7]{32}");
      all.add(secret);
    }
    assertThat(all).hasSize(1_000);
  }

  @Test
  void saysNothingWhenPrinted() {
    Secret secret = Secret.fresh("attune_token_");

    assertThat(secret.toString()).doesNotContain(secret.reveal().substring(13));
    assertThat("token: " + secret).isEqualTo("token: (secret)");
  }

  @Test
  void isKeptAsItsSha256() {
    Secret known = Secret.presented("abc");

    assertThat(known).isNotNull();
    assertThat(known.hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void isNoneWhenBlankOrEndless() {
    assertThat(Secret.presented(" ")).isNull();
    assertThat(Secret.presented(null)).isNull();
    assertThat(Secret.presented("x".repeat(201))).isNull();
  }
}
