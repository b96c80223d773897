package io.mcp1password.oauth;

import io.mcp1password.config.OAuthSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's documents: its metadata (RFC 8414 or OpenID Connect Discovery), which names its key
 * set, and the key set (RFC 7517).
 *
 * <p>A document has at most {@value #MAX_BYTES} bytes, both together come within {@link #PATIENCE},
 * and redirects are not followed.
 */
final class IssuerDocuments implements IssuerKeys.Source {

  static final int MAX_BYTES = 256 * 1024;
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI issuer;
  private final @Nullable URI configured;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  IssuerDocuments(OAuthSettings settings) {
    this.issuer = settings.issuer();
    this.configured = settings.jwksUri();
  }

  /** The issuer's keys, fetched anew. */
  @Override
  public List<JsonWebKey> keys() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String text = get(configured == null ? keySet(deadline) : configured, deadline);
    try {
      return new JsonWebKeySet(text).getJsonWebKeys();
    } catch (JoseException | ClassCastException e) {
      throw new IOException("the key set cannot be understood");
    }
  }

  private URI keySet(long deadline) throws IOException {
    IOException first = null;
    for (URI place : metadataPlaces(issuer)) {
      try {
        return keySetOf(get(place, deadline));
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new IOException("there is no metadata") : first;
  }

  private URI keySetOf(String metadata) throws IOException {
    try {
      Map<String, Object> document = JsonUtil.parseJson(metadata);
      if (!issuer.toString().equals(document.get("issuer"))) {
        throw new IOException("the metadata is of another issuer");
      }
      if (document.get("jwks_uri") instanceof String place) {
        URI uri = URI.create(place);
        if (OAuthSettings.isSafe(uri)) {
          return uri;
        }
      }
      throw new IOException("the metadata names no key set at an https address");
    } catch (JoseException | IllegalArgumentException e) {
      throw new IOException("the metadata cannot be understood");
    }
  }

  /** Where the metadata may be, in the order of the MCP specification. */
  static List<URI> metadataPlaces(URI issuer) {
    String path = issuer.getRawPath().replaceFirst("/$", "");
    Stream<String> paths =
        path.isEmpty()
            ? Stream.of(
                "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")
            : Stream.of(
                "/.well-known/oauth-authorization-server" + path,
                "/.well-known/openid-configuration" + path,
                path + "/.well-known/openid-configuration");
    return paths.map(issuer::resolve).toList();
  }

  private String get(URI place, long deadline) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(place).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      HttpResponse<byte[]> answer = coming.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("it answered with status " + answer.statusCode());
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (ExecutionException e) {
      throw new IOException("it cannot be reached or answers too much");
    } catch (TimeoutException e) {
      throw new IOException("it did not answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the request was given up");
    } finally {
      coming.cancel(true);
    }
  }
}
