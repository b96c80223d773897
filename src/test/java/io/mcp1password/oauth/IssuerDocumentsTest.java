package io.mcp1password.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.mcp1password.config.OAuthSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the issuer's key set is found, and what is not believed. */
class IssuerDocumentsTest {

  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OIDC = "/.well-known/openid-configuration";

  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String found = documents.get(exchange.getRequestURI().getPath());
          boolean moved = found != null && found.startsWith("http");
          byte[] bytes = (found == null ? "" : found).getBytes(StandardCharsets.UTF_8);
          if (moved) {
            exchange.getResponseHeaders().set("Location", found);
          }
          try (exchange) {
            exchange.sendResponseHeaders(found == null ? 404 : moved ? 302 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    documents.put("/keys", "{\"keys\":[" + LocalIssuer.rsa("k").toJson() + "]}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String metadata(String issuer, String keySet) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keySet + "\"}";
  }

  private IssuerDocuments of(String issuer, @Nullable URI keySet) {
    var resource = LocalIssuer.RESOURCE;
    return new IssuerDocuments(
        new OAuthSettings(URI.create(issuer), resource, resource.toString(), keySet));
  }

  @ParameterizedTest
  @CsvSource({
    "''," + OAUTH,
    "''," + OIDC,
    "/," + OIDC,
    "/tenant," + OAUTH + "/tenant",
    "/tenant," + OIDC + "/tenant",
    "/tenant/," + OAUTH + "/tenant",
    "/tenant,/tenant" + OIDC
  })
  void theMetadataIsFoundInAllUsualPlaces(String path, String place) throws IOException {
    documents.put(place, metadata(base() + path, base() + "/keys"));
    assertThat(of(base() + path, null).keys())
        .extracting(JsonWebKey::getKeyId)
        .containsExactly("k");
  }

  @Test
  void aConfiguredKeySetNeedsNoMetadata() throws IOException {
    assertThat(of(base(), URI.create(base() + "/keys")).keys()).hasSize(1);
  }

  @Test
  void metadataOfAnotherIssuerIsNotBelieved() {
    documents.put(OAUTH, metadata("https://evil.example", base() + "/keys"));
    assertFails("another issuer");
  }

  @Test
  void aKeySetThatOthersCouldChangeIsNotFetched() {
    documents.put(OAUTH, metadata(base(), "http://keys.example/jwks"));
    assertFails("no key set at an https address");
  }

  @Test
  void redirectsAreNotFollowed() {
    documents.put(OAUTH, metadata(base(), base() + "/moved"));
    documents.put("/moved", base() + "/keys");
    assertFails("status 302");
  }

  @Test
  void documentsAreNotReadWithoutEnd() {
    documents.put(OAUTH, metadata(base(), base() + "/keys"));
    documents.put("/keys", " ".repeat(IssuerDocuments.MAX_BYTES) + "{\"keys\":[]}");
    assertFails("too much");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"no json", "[]", "{\"keys\":7}"},
      delimiter = '|')
  void whatIsNoKeySetIsAFailure(String text) {
    documents.put(OAUTH, metadata(base(), base() + "/keys"));
    documents.put("/keys", text);
    assertFails("key set cannot be understood");
  }

  @Test
  void anIssuerThatIsNotThereIsAFailure() {
    server.stop(0);
    assertFails("cannot be reached");
  }

  private void assertFails(String why) {
    assertThatIOException().isThrownBy(() -> of(base(), null).keys()).withMessageContaining(why);
  }
}
