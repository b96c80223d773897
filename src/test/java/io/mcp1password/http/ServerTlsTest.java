package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.WebServer;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.TlsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes with a server whose certificates are made here. */
class ServerTlsTest {

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void place() {
    certificate = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void speaksTlsWithTheKey(String algorithm) throws Exception {
    TestCertificate made = install(algorithm, "-1d");
    WebServer server = start(null);
    try (SSLSocket socket = connect(server, made, null, "TLSv1.3")) {
      assertThat(ask(socket)).startsWith("HTTP/1.1 200");
    }
    try (SSLSocket socket = connect(server, made, null, "TLSv1.2")) {
      assertThat(ask(socket)).startsWith("HTTP/1.1 200");
    } finally {
      server.stop();
    }
  }

  @Test
  void readsOlderRsaKeys() throws Exception {
    TestCertificate made = install("RSA", "-1d");
    made.writeOldRsaKey(key);
    assertThat(TlsIdentity.read(files(null)).key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void takesNewFilesWithoutDroppingConnections() throws Exception {
    TestCertificate old = install("EC", "-1d");
    WebServer server = start(null);
    try (SSLSocket open = connect(server, old, null, "TLSv1.3")) {
      assertThat(ask(open)).startsWith("HTTP/1.1 200");
      TestCertificate renewed = install("EC", "-1d");
      try (SSLSocket socket = connect(server, renewed, null, "TLSv1.3")) {
        assertThat(ask(socket)).startsWith("HTTP/1.1 200");
        assertThat(shown(socket)).isNotEqualTo(shown(open));
      }
      assertThat(ask(open)).startsWith("HTTP/1.1 200");
    } finally {
      server.stop();
    }
  }

  @Test
  void keepsTheOldOnesWhenNewFilesAreOfNoUse() throws Exception {
    TestCertificate made = install("EC", "-1d");
    WebServer server = start(null);
    try {
      Files.writeString(key, "nonsense");
      try (SSLSocket socket = connect(server, made, null, "TLSv1.3")) {
        assertThat(ask(socket)).startsWith("HTTP/1.1 200");
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void wantsAClientsCertificateWhenIssuersAreSet() throws Exception {
    TestCertificate made = install("EC", "-1d");
    TestCertificate client = TestCertificate.make(folder, "EC", "-1d");
    WebServer server = start(client.writeCertificate(folder.resolve("ca.pem")));
    try {
      try (SSLSocket socket = connect(server, made, client, "TLSv1.3")) {
        assertThat(ask(socket)).startsWith("HTTP/1.1 200");
      }
      assertThatThrownBy(
              () -> {
                try (SSLSocket socket = connect(server, made, null, "TLSv1.2")) {
                  ask(socket);
                }
              })
          .isInstanceOfAny(SSLException.class, IOException.class);
    } finally {
      server.stop();
    }
  }

  @Test
  void badFilesAreRefusedInOneClearLine() throws Exception {
    assertRefused("--http-tls-cert: the file cannot be read");
    install("EC", "-10d");
    assertRefused("--http-tls-cert: the certificate has expired");
    install("EC", "+1d");
    assertRefused("--http-tls-cert: the certificate is not valid yet");
    install("EC", "-1d");
    TestCertificate.make(folder, "EC", "-1d").writeKey(key);
    assertRefused("--http-tls-key: the key is not that of the certificate");
    TestCertificate.make(folder, "RSA", "-1d").writeKey(key);
    assertRefused("--http-tls-key: the key is not that of the certificate");
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");
    assertRefused("--http-tls-key: the file holds no RSA or EC key");
    Files.delete(key);
    assertRefused("--http-tls-key: the file cannot be read");
    Files.writeString(certificate, "nonsense");
    assertRefused("--http-tls-cert: the file holds no certificate");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ServerTls.requireUsable(files(null)))
        .isInstanceOf(TlsFileException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining(folder.toString());
  }

  private TestCertificate install(String algorithm, String from) throws Exception {
    TestCertificate made = TestCertificate.make(folder, algorithm, from);
    made.writeCertificate(certificate);
    made.writeKey(key);
    return made;
  }

  private TlsSettings files(@Nullable Path clientCa) {
    return new TlsSettings(certificate, key, clientCa);
  }

  private HttpSettings settings(@Nullable Path clientCa) {
    HttpSettings plain = HttpSettingsFixture.bound("127.0.0.1").settings();
    return new HttpSettings(
        plain.host(),
        plain.port(),
        plain.path(),
        plain.requireBearer(),
        plain.bearerToken(),
        plain.allowedOrigins(),
        plain.allowedHosts(),
        plain.maxSessions(),
        plain.sessionIdle(),
        plain.requestTimeout(),
        files(clientCa),
        null,
        null);
  }

  private WebServer start(@Nullable Path clientCa) {
    HttpSettings settings = settings(clientCa);
    Map<String, String> properties = new HashMap<>(HttpServerProperties.of(settings));
    properties.put(HttpServerProperties.TLS_FILES + ServerTlsProvider.LOOK_EVERY, "PT0S");
    return WebServer.builder()
        .config(Config.just(ConfigSources.create(properties)).get("server"))
        .routing(
            routing -> routing.addFeature(new GuardFeature(new HttpGuard(settings, () -> true))))
        .build()
        .start();
  }

  private static SSLSocket connect(
      WebServer server, TestCertificate trusted, @Nullable TestCertificate own, String version)
      throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", trusted.store().getCertificate("own"));
    trust.init(store);
    TrustManager[] trusting = trust.getTrustManagers();
    var context = SSLContext.getInstance("TLS");
    context.init(own == null ? new KeyManager[0] : keys(own), trusting, null);
    var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(30_000);
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    return socket;
  }

  private static KeyManager[] keys(TestCertificate own) throws Exception {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own.store(), own.password());
    return factory.getKeyManagers();
  }

  private static String ask(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    byte[] answer = new byte[4096];
    int read = 0;
    while (!new String(answer, 0, read, StandardCharsets.UTF_8).contains("{\"ok\":true}")) {
      int more = socket.getInputStream().read(answer, read, answer.length - read);
      if (more < 0) {
        throw new IOException("The connection ended.");
      }
      read += more;
    }
    return new String(answer, 0, read, StandardCharsets.UTF_8);
  }

  private static X509Certificate shown(SSLSocket socket) throws SSLException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }
}
