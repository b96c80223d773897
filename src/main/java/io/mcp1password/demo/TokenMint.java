package io.mcp1password.demo;

import io.mcp1password.model.Secret;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes bearer tokens in the form of Connect's own, and knows again those that it made.
 *
 * <p>A token is a JWT signed by ES256 with a key made at start; it is valid here only.
 */
final class TokenMint {

  private static final String CLAIM = "1password.com/";
  private static final String SCHEME = "Bearer ";

  private final KeyPair key = newKey();
  private final String keyId = Ids.random();
  private final Map<String, Grant> issued = new ConcurrentHashMap<>();

  /** A new token for these access bits by vault id. */
  Secret issue(Map<String, Integer> accessBits, @Nullable Instant expiry) {
    var grant = new Grant(Ids.random(), accessBits, expiry);
    String signed = base64(header()) + "." + base64(claims(grant));
    String token =
        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(signed));
    issued.put(token, grant);
    return Secret.of(token);
  }

  /** What the token in this Authorization header allows; empty unless it is ours and current. */
  Optional<Grant> grant(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      return Optional.empty();
    }
    return Optional.ofNullable(issued.get(authorization.substring(SCHEME.length()).strip()))
        .filter(grant -> !grant.expired(Instant.now()));
  }

  private JsonObject header() {
    return ConnectJson.object().add("alg", "ES256").add("kid", keyId).add("typ", "JWT").build();
  }

  private static JsonObject claims(Grant grant) {
    JsonObjectBuilder claims =
        ConnectJson.object()
            .add(CLAIM + "auuid", Ids.upperCaseOf("account"))
            .add(CLAIM + "fts", ConnectJson.texts(List.of("vaultaccess")))
            .add(CLAIM + "token", Ids.random() + Ids.random())
            .add(CLAIM + "vts", ConnectJson.array(scopes(grant)))
            .add("aud", ConnectJson.texts(List.of("com.1password.connect")))
            .add("iat", Instant.now().getEpochSecond())
            .add("iss", "com.1password.b5")
            .add("jti", grant.jti())
            .add("sub", Ids.upperCaseOf("server"));
    Instant expiry = grant.expiry();
    if (expiry != null) {
      claims.add("exp", expiry.getEpochSecond());
    }
    return claims.build();
  }

  private static List<JsonObject> scopes(Grant grant) {
    return new TreeMap<>(grant.accessBits())
        .entrySet().stream()
            .map(
                each ->
                    ConnectJson.object().add("u", each.getKey()).add("a", each.getValue()).build())
            .toList();
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String base64(JsonObject json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
