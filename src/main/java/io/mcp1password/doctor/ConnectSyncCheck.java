package io.mcp1password.doctor;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the Connect server says of itself at {@code /health}, which answers 200 in every state: its
 * version, and whether the account's data is there.
 */
record ConnectSyncCheck(ConnectProbe probe) implements Check {

  private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+-]{0,30}");
  private static final Pattern STATUS = Pattern.compile("[A-Za-z_]{1,30}");
  private static final String AVAILABLE = "AVAILABLE";

  @Override
  public String name() {
    return "connect health";
  }

  @Override
  public List<Finding> findings() {
    if (!probe.isThere()) {
      return List.of();
    }
    try {
      return List.of(finding(ConnectToken.object(probe.get("/health", false).body())));
    } catch (IOException | JsonException e) {
      return List.of(
          Finding.warn("/health cannot be read", "look into the log of the Connect server"));
    }
  }

  private static Finding finding(JsonObject health) {
    String server = "Connect " + word(health.getString("version", ""), VERSION);
    String data = status(health, "account_data");
    if (data.isEmpty()) {
      return Finding.ok(server + ", does not tell its state");
    }
    return data.equals(AVAILABLE)
        ? Finding.ok(server + ", the account's data is there")
        : Finding.warn(
            "%s, account data %s, synchronisation %s"
                .formatted(server, data, status(health, "sync")),
            "wait a minute; if it stays so, look into the log of connect-sync");
  }

  private static String status(JsonObject health, String service) {
    JsonValue all = health.getOrDefault("dependencies", JsonValue.EMPTY_JSON_ARRAY);
    if (all.getValueType() != JsonValue.ValueType.ARRAY) {
      return "";
    }
    return all.asJsonArray().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject)
        .filter(each -> service.equalsIgnoreCase(each.getString("service", "")))
        .map(each -> word(each.getString("status", ""), STATUS).toUpperCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  /** What a server says is shown only when it is what it should be. */
  private static String word(String text, Pattern form) {
    return form.matcher(text).matches() ? text : "unknown";
  }
}
