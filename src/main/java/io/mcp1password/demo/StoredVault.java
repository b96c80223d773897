package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A vault in memory, with its items and the contents of their files. */
final class StoredVault {

  private final String id;
  private final String name;
  private final String description;
  private final StandInFaults faults;
  private final Instant createdAt = Instant.now();
  private final Map<String, StoredItem> items = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  StoredVault(String id, String name, String description, StandInFaults faults) {
    this.id = id;
    this.name = name;
    this.description = description;
    this.faults = faults;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  synchronized JsonObject json() {
    Instant now = Instant.now();
    long changes = items.values().stream().mapToLong(item -> item.changes(now)).sum();
    return ConnectJson.object()
        .add("id", id)
        .add("name", name)
        .add("description", description)
        .add("attributeVersion", 1)
        .add("contentVersion", 1 + changes)
        .add("items", items().size())
        .add("type", "USER_CREATED")
        .add("createdAt", createdAt.toString())
        .add("updatedAt", createdAt.toString())
        .build();
  }

  /** The items that a reader sees now. */
  synchronized List<JsonObject> items() {
    Instant now = Instant.now();
    return items.values().stream()
        .map(item -> Optional.ofNullable(item.seen(now)))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The item as a reader sees it now.
   *
   * @throws Refusal 400 for a malformed id, 404 when it is not there
   */
  synchronized JsonObject item(String itemId) {
    JsonObject seen = stored(itemId).seen(Instant.now());
    if (seen == null) {
      throw Refusal.notFound("item", itemId);
    }
    return seen;
  }

  /** Takes the item as it is, visible at once. */
  synchronized void plant(JsonObject item) {
    items.computeIfAbsent(item.getString("id"), _ -> new StoredItem()).add(item, Instant.now());
  }

  synchronized void plantFile(String fileId, byte[] content) {
    files.put(fileId, content);
  }

  synchronized byte[] file(String fileId) {
    byte[] content = files.get(fileId);
    if (content == null) {
      throw Refusal.notFound("file", fileId);
    }
    return content.clone();
  }

  /** Adds an item that a client made, and answers with it. */
  synchronized JsonObject create(JsonObject content) {
    Instant now = Instant.now();
    JsonObject item =
        stamped(content, now)
            .add("id", Ids.random())
            .add("version", 1)
            .add("createdAt", now.toString())
            .build();
    var stored = new StoredItem();
    stored.add(item, now.plus(faults.replicationLag()));
    items.put(item.getString("id"), stored);
    return item;
  }

  /**
   * Applies a change to the item as a reader sees it, and answers with the result and, as Connect
   * does, the version of before.
   */
  synchronized JsonObject update(String itemId, UnaryOperator<JsonObject> change) {
    JsonObject seen = item(itemId);
    JsonObject newest = writable(itemId);
    JsonObject content = change.apply(seen);
    if (content.equals(seen)) {
      return seen;
    }
    Instant now = Instant.now();
    JsonObject item = stamped(content, now).add("version", version(newest) + 1).build();
    stored(itemId).add(item, now.plus(faults.replicationLag()));
    return ConnectJson.object(item).add("version", version(seen)).build();
  }

  synchronized void delete(String itemId) {
    item(itemId);
    writable(itemId);
    stored(itemId).add(null, Instant.now().plus(faults.replicationLag()));
  }

  synchronized void replicate() {
    Instant now = Instant.now();
    items.values().forEach(item -> item.replicate(now));
  }

  private StoredItem stored(String itemId) {
    if (!Ids.wellFormed(itemId)) {
      throw Refusal.badRequest("Invalid Item UUID");
    }
    StoredItem stored = items.get(itemId);
    if (stored == null) {
      throw Refusal.notFound("item", itemId);
    }
    return stored;
  }

  private JsonObject writable(String itemId) {
    StoredItem stored = stored(itemId);
    if (faults.conflictingWritesFail() && !stored.settled(Instant.now())) {
      throw Refusal.somethingWentWrong();
    }
    @Nullable JsonObject newest = stored.newest();
    if (newest == null) {
      throw Refusal.notFound("item", itemId);
    }
    return newest;
  }

  private static JsonObjectBuilder stamped(JsonObject content, Instant now) {
    return ConnectJson.object(content)
        .add("updatedAt", now.toString())
        .add("lastEditedBy", Ids.upperCaseOf("connect"));
  }

  private static int version(JsonObject item) {
    return item.getInt("version", 1);
  }
}
