package io.mcp1password.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Puts items into a vault without the checks that a client's items pass. */
final class Planting {

  private Planting() {}

  static String plant(StoredVault vault, String json) {
    try {
      return plant(vault, ConnectJson.asObject(ConnectJson.parse(json)));
    } catch (Refusal malformed) {
      throw new IllegalArgumentException("the item is not a JSON object", malformed);
    }
  }

  /** Puts an item into the vault as it is, with what is missing of its frame. */
  static String plant(StoredVault vault, JsonObject item) {
    String id = item.getString("id", Ids.random());
    String now = Instant.now().toString();
    JsonObjectBuilder planted =
        ConnectJson.object()
            .add("id", id)
            .add("version", 1)
            .add("vault", ConnectJson.object().add("id", vault.id()).add("name", vault.name()))
            .add("lastEditedBy", Ids.upperCaseOf("owner"))
            .add("createdAt", now)
            .add("updatedAt", now);
    item.forEach(planted::add);
    if (item.get("files") instanceof JsonArray files) {
      planted.add("files", ConnectJson.array(files(vault, id, files)));
    }
    vault.plant(planted.build());
    return id;
  }

  private static List<JsonObject> files(StoredVault vault, String itemId, JsonArray files) {
    return files.stream()
        .map(ConnectJson::asObject)
        .map(file -> file(vault, itemId, file))
        .toList();
  }

  private static JsonObject file(StoredVault vault, String itemId, JsonObject file) {
    String id = file.getString("id", Ids.random());
    byte[] content = Base64.getDecoder().decode(file.getString("content", ""));
    vault.plantFile(id, content);
    JsonObjectBuilder planted = ConnectJson.object().add("id", id).add("size", content.length);
    if (!file.containsKey("contentPath")) {
      planted.add(
          "content_path",
          "/v1/vaults/%s/items/%s/files/%s/content".formatted(vault.id(), itemId, id));
    }
    file.forEach(planted::add);
    return planted.remove("content").build();
  }
}
