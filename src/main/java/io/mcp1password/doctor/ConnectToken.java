package io.mcp1password.doctor;

import io.mcp1password.model.Secret;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Connect token says of itself: a JSON Web Token whose signature only the server can check.
 * These claims are hints, as seen on live servers; nothing is decided by them.
 *
 * @param issued when it was made, as far as it says
 * @param expiry until when it is valid; empty: for ever, as far as it says
 * @param access the access bits for each of its vaults
 */
record ConnectToken(Optional<Instant> issued, Optional<Instant> expiry, List<Integer> access) {

  /** The bits of creating, updating, archiving and deleting items. */
  private static final int WRITE_BITS = 64 | 128 | 256 | 512;

  private static final int PARTS = 3;

  /** Reads the claims; empty when it is no JSON Web Token. */
  static Optional<ConnectToken> of(Secret secret) {
    String[] parts = secret.reveal().split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      return Optional.of(of(object(new String(payload, StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException | JsonException e) {
      return Optional.empty();
    }
  }

  static JsonObject object(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static ConnectToken of(JsonObject claims) {
    JsonValue scopes = claims.getOrDefault("1password.com/vts", JsonValue.EMPTY_JSON_ARRAY);
    List<Integer> access =
        scopes.getValueType() == JsonValue.ValueType.ARRAY
            ? scopes.asJsonArray().stream()
                .filter(JsonObject.class::isInstance)
                .map(each -> each.asJsonObject().getInt("a", 0))
                .toList()
            : List.of();
    return new ConnectToken(time(claims.get("iat")), time(claims.get("exp")), access);
  }

  private static Optional<Instant> time(@Nullable JsonValue claim) {
    return claim instanceof JsonNumber number
        ? Optional.of(Instant.ofEpochSecond(number.longValue()))
        : Optional.empty();
  }

  /** The number of vaults in which it may write. */
  long writable() {
    return access.stream().filter(bits -> (bits & WRITE_BITS) != 0).count();
  }
}
