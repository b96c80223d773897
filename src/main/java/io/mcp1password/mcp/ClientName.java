package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The name that a client gives itself. */
final class ClientName {

  private static final int MAX_LENGTH = 100;

  private ClientName() {}

  /**
   * The name, made fit for a log line: short, and nothing in it that a terminal would obey.
   *
   * @param clientInfo what the client says about itself, or null
   * @return null when it says nothing of use
   */
  static @Nullable String of(@Nullable JsonValue clientInfo) {
    if (!(clientInfo instanceof JsonObject info && info.get("name") instanceof JsonString name)) {
      return null;
    }
    String plain = name.getString().replaceAll("[\\p{C}\\u2028\\u2029]", "").strip();
    if (plain.isEmpty()) {
      return null;
    }
    int length = plain.codePointCount(0, plain.length());
    return plain.substring(0, plain.offsetByCodePoints(0, Math.min(length, MAX_LENGTH)));
  }
}
