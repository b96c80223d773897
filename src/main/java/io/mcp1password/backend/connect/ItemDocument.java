package io.mcp1password.backend.connect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * An item with everything that Connect wrote, so that a replacement can send back what the product
 * does not know.
 *
 * <p>It holds plaintext, and prints none.
 */
final class ItemDocument {

  private final JsonObject json;
  private final ConnectItem item;

  ItemDocument(JsonObject json) {
    this.json = json;
    this.item = ConnectItem.of(new JsonMembers(json));
  }

  JsonObject json() {
    return json;
  }

  /** The part that is used. */
  ConnectItem item() {
    return item;
  }

  long version() {
    return item.version();
  }

  boolean hasFiles() {
    return json.get("files") instanceof JsonArray files && !files.isEmpty();
  }

  /** A field as Connect wrote it. */
  Optional<JsonObject> field(String id) {
    return json.get("fields") instanceof JsonArray fields
        ? fields.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject)
            .filter(
                field -> field.get("id") instanceof JsonString text && text.getString().equals(id))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "item document, version " + version();
  }
}
