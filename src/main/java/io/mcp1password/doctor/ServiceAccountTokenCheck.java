package io.mcp1password.doctor;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.model.Secret;
import jakarta.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Whether the service account's token is whole: {@code ops_} and a JSON object in base64. */
record ServiceAccountTokenCheck(BackendSettings backend) implements Check {

  private static final String PREFIX = "ops_";

  @Override
  public String name() {
    return "service account token";
  }

  @Override
  public List<Finding> findings() {
    Secret token = backend.serviceAccountToken();
    if (token == null) {
      return List.of(Finding.fail("there is none", "set OP_SERVICE_ACCOUNT_TOKEN"));
    }
    return List.of(
        isWhole(token.reveal())
            ? Finding.ok("well formed")
            : Finding.fail(
                "it is not in the form of one; perhaps it was cut or belongs elsewhere",
                "copy the whole token, which begins with ops_"));
  }

  private static boolean isWhole(String token) {
    if (!token.startsWith(PREFIX)) {
      return false;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
      return !ConnectToken.object(new String(json, StandardCharsets.UTF_8)).isEmpty();
    } catch (IllegalArgumentException | JsonException e) {
      return false;
    }
  }
}
