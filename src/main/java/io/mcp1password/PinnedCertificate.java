package io.mcp1password;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Trusts a server that shows exactly one certificate, whoever made it and for whatever name. */
final class PinnedCertificate implements X509TrustManager {

  private final Certificate pinned;

  private PinnedCertificate(Certificate pinned) {
    this.pinned = pinned;
  }

  /**
   * Sockets to the server whose certificate is the first in this PEM file.
   *
   * @throws IOException when the file cannot be read, or holds none
   */
  static SSLSocketFactory sockets(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      var pinned = CertificateFactory.getInstance("X.509").generateCertificate(input);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PinnedCertificate(pinned)}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (!chain[0].equals(pinned)) {
      throw new CertificateException("another certificate");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("for servers only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
