package dev.attune.server;

import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * A certificate and its key, as PEM files.
 *
 * @param certificate the server's certificate, then those that vouch for it
 * @param key PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
  /**
   * Reads both files.
   *
   * @throws Failure if one cannot be read
   */
  Tls open() {
    try {
      List<X509Certificate> chain = chain();
      PrivateKey privateKey = privateKey();
      checkTogether(chain, privateKey);
      return Tls.create(
          TlsConfig.builder().privateKeyCertChain(chain).privateKey(privateKey).buildPrototype());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw Failure.environment(
          "cannot read the TLS files %s and %s: %s".formatted(certificate, key, e.getMessage()));
    }
  }

  /** A certificate may be renewed a moment before its key. */
  private static void checkTogether(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException {
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate");
    }
    Signature signature =
        Signature.getInstance(
            switch (key.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> "Ed25519";
            });
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(chain.getFirst().getPublicKey());
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
  }

  private List<X509Certificate> chain() throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(certificate)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    String pem = Files.readString(key, StandardCharsets.US_ASCII);
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // Not that kind of key; the next may be.
      }
    }
    throw new GeneralSecurityException("the key is neither RSA, EC nor Ed25519 in PKCS #8");
  }
}
