package io.mcp1password.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What Connect adds to a password field: its entropy, its strength, and the passwords before it.
 */
final class PasswordDetails {

  private static final double BITS_PER_CHARACTER = 5.5;

  private PasswordDetails() {}

  static boolean isPassword(JsonObject field) {
    return field.getString("purpose", "").equals("PASSWORD");
  }

  /** The item, with the details of its password as they are after the state before. */
  static JsonObject renewed(JsonObject item, JsonObject previous) {
    if (!item.containsKey("fields")) {
      return item;
    }
    List<JsonObject> fields =
        ConnectJson.objects(item, "fields").stream()
            .map(field -> isPassword(field) ? renewedField(field, previous) : field)
            .toList();
    return ConnectJson.object(item).add("fields", ConnectJson.array(fields)).build();
  }

  private static JsonObject renewedField(JsonObject field, JsonObject previous) {
    String value = field.getString("value", "");
    double entropy = value.length() * BITS_PER_CHARACTER;
    return ConnectJson.object(field)
        .add("entropy", entropy)
        .add(
            "password_details",
            ConnectJson.object()
                .add("entropy", (int) entropy)
                .add("strength", strength(entropy))
                .add("history", ConnectJson.array(history(field, previous))))
        .build();
  }

  private static List<JsonValue> history(JsonObject field, JsonObject previous) {
    var history = new ArrayList<JsonValue>();
    ConnectJson.objects(previous, "fields").stream()
        .filter(before -> before.getString("id", "").equals(field.getString("id", "")))
        .findFirst()
        .ifPresent(
            before -> {
              String replaced = before.getString("value", "");
              if (!replaced.isEmpty() && !replaced.equals(field.getString("value", ""))) {
                history.add(ConnectJson.text(replaced));
              }
              history.addAll(earlier(before));
            });
    return history;
  }

  private static List<JsonValue> earlier(JsonObject field) {
    return field.get("password_details") instanceof JsonObject details
            && details.get("history") instanceof JsonArray history
        ? history
        : List.of();
  }

  private static String strength(double entropy) {
    if (entropy > 100) {
      return "FANTASTIC";
    }
    return entropy > 60 ? "GOOD" : "WEAK";
  }
}
