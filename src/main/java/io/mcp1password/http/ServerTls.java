package io.mcp1password.http;

import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import io.helidon.common.tls.TlsManager;
import io.mcp1password.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The TLS of the listener, from PEM files that may change while it runs. */
public final class ServerTls implements TlsManager {

  static final String TYPE = "pem-files";

  private static final String CLIENT_CA = "--http-tls-client-ca";

  private final SSLContext context;

  /**
   * Reads the files.
   *
   * @param lookEvery the least time between two looks whether they have changed
   * @throws TlsFileException when one of them cannot be used
   */
  ServerTls(TlsSettings files, Duration lookEvery) {
    this.context = context(new ReloadingKeyManager(files, lookEvery), files.clientCa());
  }

  /**
   * Reads the files, only to see whether that can be done.
   *
   * @param files null when there are none, which is fine
   * @throws TlsFileException when one of them cannot be used
   */
  public static void requireUsable(@Nullable TlsSettings files) {
    if (files != null) {
      var _ = new ServerTls(files, Duration.ZERO);
    }
  }

  /**
   * How long the certificate is valid that these files hold.
   *
   * @throws TlsFileException when one of them cannot be used
   */
  public static Instant usableUntil(TlsSettings files) {
    requireUsable(files);
    return TlsIdentity.read(files).chain().getFirst().getNotAfter().toInstant();
  }

  private static SSLContext context(KeyManager keys, @Nullable Path clientCa) {
    try {
      TrustManager[] trusted = clientCa == null ? new TrustManager[0] : trusting(clientCa);
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, trusted, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Every Java platform has TLS.", e);
    }
  }

  private static TrustManager[] trusting(Path issuers)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate issuer : TlsIdentity.certificates(issuers, CLIENT_CA)) {
      store.setCertificateEntry(Integer.toString(store.size()), issuer);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  @Override
  public SSLContext sslContext() {
    return context;
  }

  @Override
  public void init(TlsConfig tls) {}

  @Override
  public void reload(Tls tls) {
    throw new UnsupportedOperationException("The files are read again when they change.");
  }

  @Override
  public Optional<X509KeyManager> keyManager() {
    return Optional.empty();
  }

  @Override
  public Optional<X509TrustManager> trustManager() {
    return Optional.empty();
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public String type() {
    return TYPE;
  }
}
