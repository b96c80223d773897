package io.mcp1password.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.mcp1password.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the listener shows to its clients.
 *
 * @param chain the certificate first; it is valid now and belongs to the key
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

  static final String CERTIFICATE = "--http-tls-cert";
  static final String KEY = "--http-tls-key";

  /**
   * Reads and checks it.
   *
   * @throws TlsFileException when a file cannot be used
   */
  static TlsIdentity read(TlsSettings files) {
    var identity =
        new TlsIdentity(certificates(files.certificate(), CERTIFICATE), key(files.key()));
    identity.requireValid();
    identity.requireMatch();
    return identity;
  }

  /** The certificates of a PEM file, of which there is at least one. */
  static List<X509Certificate> certificates(Path file, String flag) {
    try (InputStream input = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(input).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new TlsFileException(flag + ": the file holds no certificate");
      }
      return found;
    } catch (IOException e) {
      throw unreadable(flag);
    } catch (CertificateException e) {
      throw new TlsFileException(flag + ": the file holds no certificates in PEM form");
    }
  }

  private static PrivateKey key(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      return Keys.builder()
          .pem(pem -> pem.key(Resource.create("key", text)))
          .build()
          .privateKey()
          .orElseThrow(TlsIdentity::badKey);
    } catch (IOException e) {
      throw unreadable(KEY);
    } catch (TlsFileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw badKey();
    }
  }

  private void requireValid() {
    try {
      chain.getFirst().checkValidity();
    } catch (CertificateExpiredException e) {
      throw new TlsFileException(CERTIFICATE + ": the certificate has expired");
    } catch (CertificateNotYetValidException e) {
      throw new TlsFileException(CERTIFICATE + ": the certificate is not valid yet");
    }
  }

  /** What the key signs, the certificate must confirm. */
  private void requireMatch() {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> throw badKey();
        };
    byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
    try {
      var signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(sample);
      var checking = Signature.getInstance(algorithm);
      checking.initVerify(chain.getFirst().getPublicKey());
      checking.update(sample);
      if (!checking.verify(signing.sign())) {
        throw mismatch();
      }
    } catch (GeneralSecurityException e) {
      throw mismatch();
    }
  }

  private static TlsFileException unreadable(String flag) {
    return new TlsFileException(flag + ": the file cannot be read");
  }

  private static TlsFileException mismatch() {
    return new TlsFileException(KEY + ": the key is not that of the certificate");
  }

  private static TlsFileException badKey() {
    return new TlsFileException(
        KEY
            + ": the file holds no RSA or EC key in PEM form that can be read (PKCS#8, or PKCS#1"
            + " for RSA, without a password); openssl pkcs8 -topk8 -nodes converts others");
  }
}
