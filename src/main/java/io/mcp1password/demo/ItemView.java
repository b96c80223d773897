package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;

/** The two ways in which an item is shown: as an overview in lists, and whole. */
final class ItemView {

  private static final List<String> OVERVIEW =
      List.of(
          "id",
          "title",
          "favorite",
          "tags",
          "version",
          "state",
          "vault",
          "category",
          "urls",
          "lastEditedBy",
          "createdAt",
          "updatedAt",
          "additional_information");

  private ItemView() {}

  /** The item without fields, sections and files. */
  static JsonObject overview(JsonObject item) {
    JsonObjectBuilder overview = ConnectJson.object();
    for (String key : OVERVIEW) {
      if (item.containsKey(key)) {
        overview.add(key, item.get(key));
      }
    }
    return overview.build();
  }

  /** The whole item, with the current code of each one-time password. */
  static JsonObject full(JsonObject item, Instant now) {
    if (!item.containsKey("fields")) {
      return item;
    }
    List<JsonObject> fields =
        ConnectJson.objects(item, "fields").stream().map(field -> withCode(field, now)).toList();
    return ConnectJson.object(item).add("fields", ConnectJson.array(fields)).build();
  }

  private static JsonObject withCode(JsonObject field, Instant now) {
    if (!field.getString("type", "").equals("OTP") || field.containsKey("totp")) {
      return field;
    }
    return TotpCode.at(now, field.getString("value", ""))
        .map(code -> ConnectJson.object(field).add("totp", code).build())
        .orElse(field);
  }
}
