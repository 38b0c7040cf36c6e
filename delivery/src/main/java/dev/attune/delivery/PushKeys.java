package dev.attune.delivery;

import dev.attune.customer.Data;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Keys on the curve P-256 in the bytes that Web Push writes them in. */
final class PushKeys {
  private static final String CURVE = "secp256r1";
  private static final int COORDINATE = 32;
  private static final int POINT = 1 + 2 * COORDINATE;
  private static final int UNCOMPRESSED = 4;

  private PushKeys() {}

  /** A new pair that nobody else has. */
  static KeyPair fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE), new SecureRandom());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** As it is kept. */
  static Data data(KeyPair pair) {
    byte[] secret = unsigned(((ECPrivateKey) pair.getPrivate()).getS());
    return Data.of("public", text(point((ECPublicKey) pair.getPublic())), "private", text(secret));
  }

  static KeyPair of(Data data) {
    return new KeyPair(
        publicKey(bytes(Kept.text(data, "public"))), privateKey(bytes(Kept.text(data, "private"))));
  }

  /** The uncompressed point: 4, x, y. */
  static byte[] point(ECPublicKey key) {
    byte[] point = new byte[POINT];
    point[0] = UNCOMPRESSED;
    System.arraycopy(unsigned(key.getW().getAffineX()), 0, point, 1, COORDINATE);
    System.arraycopy(unsigned(key.getW().getAffineY()), 0, point, 1 + COORDINATE, COORDINATE);
    return point;
  }

  /**
   * Reads an uncompressed point.
   *
   * @throws BadAddress if it is none, or not on the curve
   */
  static ECPublicKey publicKey(byte[] point) {
    if (point.length != POINT || point[0] != UNCOMPRESSED) {
      throw new BadAddress("p256dh is not a key: 65 bytes in base64url that begin with 4");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
    ECParameterSpec curve = curve();
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(prime);
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0 || !y.pow(2).mod(prime).equals(right)) {
      throw new BadAddress("p256dh is not a key: the point is not on the curve");
    }
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  static ECPrivateKey privateKey(byte[] secret) {
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC")
              .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, secret), curve()));
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
    return fixed;
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads base64url, with or without padding.
   *
   * @throws BadAddress if it is none
   */
  static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadAddress("a key is not base64url");
    }
  }

  static IllegalStateException unusable(GeneralSecurityException e) {
    return new IllegalStateException("this Java lacks what Web Push needs", e);
  }
}
