package dev.attune.delivery;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who Attune is to push services (VAPID, RFC 8292): a key of its own, made at the first start and
 * kept, since browsers subscribe to it.
 *
 * <p>Thread-safe.
 */
public final class Vapid {
  private static final String KEY = "delivery/push-key";
  private static final Duration LIFE = Duration.ofHours(12);

  private final Shelf shelf;
  private final String contact;
  private @Nullable KeyPair pair;

  /**
   * By the key that is kept on a shelf, or a new one when it is first needed.
   *
   * @param contact whom services reach when something is wrong: an address by https or mailto
   */
  public Vapid(Shelf shelf, String contact) {
    this.shelf = shelf;
    this.contact = contact;
  }

  /** Makes the key, if there is none. */
  void makeKey() {
    KeyPair unused = pair();
  }

  private synchronized KeyPair pair() {
    if (pair == null) {
      pair = shelf.read(KEY).map(PushKeys::of).orElseGet(this::fresh);
    }
    return pair;
  }

  private KeyPair fresh() {
    KeyPair fresh = PushKeys.fresh();
    Map<String, Optional<Data>> change = new LinkedHashMap<>();
    change.put(KEY, Optional.of(PushKeys.data(fresh)));
    shelf.write(change);
    return fresh;
  }

  /** What a browser subscribes with: the public key in base64url. */
  public String publicKey() {
    return PushKeys.text(PushKeys.point((ECPublicKey) pair().getPublic()));
  }

  /** The {@code Authorization} for one service. */
  String authorization(Target service, Instant now) {
    Data claims =
        Data.of("aud", service.origin(), "exp", now.plus(LIFE).getEpochSecond(), "sub", contact);
    String text = encoded(Data.of("typ", "JWT", "alg", "ES256")) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair().getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return "vapid t=" + text + "." + PushKeys.text(signature.sign()) + ", k=" + publicKey();
    } catch (GeneralSecurityException e) {
      throw PushKeys.unusable(e);
    }
  }

  private static String encoded(Data data) {
    return PushKeys.text(Json.write(data));
  }
}
