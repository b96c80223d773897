package io.mcp1password.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcp1password.config.OAuthSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An authorization server on a free loopback port: its metadata, its keys, and tokens by them. */
public final class LocalIssuer implements AutoCloseable {

  /** What its tokens are for. */
  public static final URI RESOURCE = URI.create("https://op.example.com/mcp");

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<PublicJsonWebKey> keys;
  private volatile boolean failing;

  /** An issuer with one RSA key. */
  public LocalIssuer() {
    try {
      keys = List.of(rsa("rsa-1"));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/oauth-authorization-server", this::metadata);
    server.createContext("/jwks", this::keySet);
    server.start();
  }

  public static PublicJsonWebKey rsa(String id) {
    return made(id, "RS256", () -> RsaJwkGenerator.generateJwk(2048));
  }

  static PublicJsonWebKey ec(String id) {
    return made(id, "ES256", () -> EcJwkGenerator.generateJwk(EllipticCurves.P256));
  }

  static PublicJsonWebKey ed25519(String id) {
    return made(id, "EdDSA", () -> OkpJwkGenerator.generateJwk("Ed25519"));
  }

  private interface Generator {
    PublicJsonWebKey make() throws JoseException;
  }

  private static PublicJsonWebKey made(String id, String algorithm, Generator generator) {
    try {
      PublicJsonWebKey key = generator.make();
      key.setKeyId(id);
      key.setAlgorithm(algorithm);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its name, exactly as its tokens have it. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The settings that accept its tokens. */
  public OAuthSettings settings() {
    return new OAuthSettings(uri(), RESOURCE, RESOURCE.toString(), null);
  }

  /** Replaces its keys; the first one signs. */
  void rotate(PublicJsonWebKey... newKeys) {
    keys = List.of(newKeys);
  }

  PublicJsonWebKey key() {
    return keys.getFirst();
  }

  /** Answers nothing but errors from now on, or well again. */
  public void failing(boolean now) {
    failing = now;
  }

  /** How often it was asked for its keys. */
  int asked() {
    return asked.get();
  }

  /** A good token for somebody with these scopes. */
  public String token(String subject, String scopes) {
    JwtClaims claims = claims();
    claims.setSubject(subject);
    claims.setStringClaim("scope", scopes);
    return sign(claims);
  }

  /** The claims of a good token, good for five minutes. */
  public JwtClaims claims() {
    var claims = new JwtClaims();
    claims.setIssuer(uri().toString());
    claims.setAudience(RESOURCE.toString());
    claims.setSubject("alice");
    claims.setStringClaim("client_id", "agent");
    claims.setStringClaim("scope", "read");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    return claims;
  }

  /** A token with these claims. */
  public String sign(JwtClaims claims) {
    return sign(claims, key());
  }

  static String sign(JwtClaims claims, PublicJsonWebKey by) {
    var signature = new JsonWebSignature();
    signature.setHeader("typ", "at+jwt");
    signature.setKeyIdHeaderValue(by.getKeyId());
    signature.setAlgorithmHeaderValue(by.getAlgorithm());
    signature.setKey(by.getPrivateKey());
    signature.setPayload(claims.toJson());
    return text(signature);
  }

  static String text(JsonWebSignature signature) {
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private void metadata(HttpExchange exchange) throws IOException {
    send(exchange, "{\"issuer\":\"" + uri() + "\",\"jwks_uri\":\"" + uri() + "/jwks\"}");
  }

  private void keySet(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    send(exchange, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
  }

  private void send(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(failing ? 500 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
