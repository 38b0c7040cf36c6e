package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;

class PushMessageTest {
  /** The example of RFC 8291, section 5 and appendix A. */
  private static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  private static final String BROWSER_SECRET = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
  private static final String OURS =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  private static final String OUR_SECRET = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
  private static final String ENCRYPTED =
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
          + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
          + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

  private static final byte[] TEXT =
      "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8);

  @Test
  void encryptsAsTheStandardDoes() {
    KeyPair once =
        new KeyPair(
            PushKeys.publicKey(PushKeys.bytes(OURS)),
            PushKeys.privateKey(PushKeys.bytes(OUR_SECRET)));

    byte[] encrypted =
        PushMessage.encrypt(
            TEXT,
            PushKeys.publicKey(PushKeys.bytes(BROWSER)),
            PushKeys.bytes(AUTH),
            once,
            PushKeys.bytes(SALT));

    assertThat(PushKeys.text(encrypted)).isEqualTo(ENCRYPTED);
  }

  @Test
  void isReadByTheBrowserAlone() {
    Browser browser = Browser.of(BROWSER_SECRET, BROWSER, AUTH);
    assertThat(browser.read(PushKeys.bytes(ENCRYPTED))).isEqualTo(TEXT);

    Browser other = Browser.fresh();
    byte[] encrypted = other.subscription("https://push.example/x").encrypt(TEXT);
    assertThat(other.read(encrypted)).isEqualTo(TEXT);
    assertThat(other.subscription("https://push.example/x").encrypt(TEXT)).isNotEqualTo(encrypted);
    assertThatThrownBy(() -> browser.read(encrypted)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsItsKeysAsTheyAre() {
    KeyPair pair = PushKeys.fresh();
    Data kept = PushKeys.data(pair);

    assertThat(PushKeys.data(PushKeys.of(kept))).isEqualTo(kept);
    MemoryShelf shelf = new MemoryShelf();
    String key = new Vapid(shelf, "mailto:a@example.com").publicKey();
    assertThat(new Vapid(shelf, "mailto:a@example.com").publicKey()).isEqualTo(key);
  }

  @Test
  void refusesKeysThatAreNone() {
    String bent = PushKeys.text(bent(PushKeys.bytes(BROWSER)));
    for (String key : new String[] {"", "AAAA", "no base64!", bent}) {
      assertThatThrownBy(() -> new PushSubscription("https://push.example/x", key, AUTH, ""))
          .as(key)
          .isInstanceOf(BadAddress.class);
    }
    assertThatThrownBy(() -> new PushSubscription("https://push.example/x", BROWSER, "AAAA", ""))
        .hasMessageContaining("16 bytes");
    assertThatThrownBy(() -> new PushSubscription("http://push.example/x", BROWSER, AUTH, ""))
        .hasMessageContaining("https://");
  }

  private static byte[] bent(byte[] point) {
    point[64] ^= 1;
    return point;
  }
}
