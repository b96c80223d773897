package io.mcp1password.sdk.core;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;

/**
 * What the stand-in's server holds of an account: one vault and its items, sealed as 1Password
 * seals them, so that only who has the account's token can read them.
 */
final class StandInAccount {

  static final String VAULT_TITLE = "Stand-in";
  static final String NOW = "2026-11-24T12:00:00Z";

  private static final String LOGIN = "001";
  private static final long ALL_PERMISSIONS = (1 << 20) - 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String userId = uuid().toUpperCase(Locale.ROOT);
  private final String keysetId = uuid();
  private final SealingKey unlock;
  private final SealingKey keyset = SealingKey.random(keysetId);
  private final WrappingKey pair = new WrappingKey(keysetId);
  private final SealingKey vault = SealingKey.random(uuid());
  private final Map<String, JsonObject> items = new LinkedHashMap<>();
  private int contentVersion = 1;

  StandInAccount(ServiceAccountToken token) {
    unlock = new SealingKey("mp", SealingKey.decode(token.key()));
  }

  String vaultId() {
    return vault.id();
  }

  /** An identifier as 1Password's: 128 bits in base 32. */
  static String uuid() {
    String digits = "abcdefghijklmnopqrstuvwxyz234567";
    BigInteger bits = new BigInteger(128, RANDOM).shiftLeft(2);
    StringBuilder text = new StringBuilder();
    for (int i = 25; i >= 0; i--) {
      text.append(digits.charAt(bits.shiftRight(5 * i).intValue() & 31));
    }
    return text.toString();
  }

  /** Adds a login, and tells its identifier. */
  synchronized String addLogin(String title, String username, String password) {
    String id = uuid();
    JsonObject details =
        Json.createObjectBuilder()
            .add(
                "fields",
                Json.createArrayBuilder()
                    .add(field("username", "T", username))
                    .add(field("password", "P", password)))
            .add("sections", JsonValue.EMPTY_JSON_ARRAY)
            .add("notesPlain", "")
            .build();
    items.put(
        id,
        Json.createObjectBuilder()
            .add("uuid", id)
            .add("templateUuid", LOGIN)
            .add("trashed", "N")
            .add("faveIndex", 0)
            .add("itemVersion", 1)
            .add("changerUuid", userId)
            .add("createdAt", NOW)
            .add("updatedAt", NOW)
            .add("encryptedBy", vault.id())
            .add("encOverview", sealed(Json.createObjectBuilder().add("title", title)))
            .add("encDetails", vault.seal(details.toString()))
            .build());
    return id;
  }

  /** What is answered to a request; nothing for what there is not. */
  synchronized Optional<JsonValue> answer(String request, JsonValue body) {
    String inVault = "/vault/" + vault.id();
    String itemPath = "GET /api/v1" + inVault + "/item/";
    if (request.startsWith(itemPath)) {
      return Optional.ofNullable(items.get(request.substring(itemPath.length())))
          .map(item -> content().add("item", item).build());
    }
    if (request.equals("PATCH /api/v3%s/%d/items".formatted(inVault, contentVersion))) {
      return Optional.of(change(body.asJsonArray()));
    }
    if (request.equals("POST /api/v3" + inVault + "/items/batch")) {
      return Optional.of(batch(body.asJsonObject().getJsonArray("itemUuids")));
    }
    return Optional.ofNullable(
        switch (request) {
          case "POST /api/v2/auth/complete" ->
              Json.createObjectBuilder().add("userUuid", userId).build();
          case "GET /api/v2/account/keysets" -> keysets();
          case "GET /api/v1/vaults" -> Json.createArrayBuilder().add(vault()).build();
          case String path when path.equals("GET /api/v3" + inVault) -> vault();
          case String path when path.equals("GET /api/v1" + inVault + "/items/overviews") ->
              overviews();
          default -> null;
        });
  }

  private JsonObject keysets() {
    JsonObjectBuilder one =
        Json.createObjectBuilder()
            .add("uuid", keysetId)
            .add("encryptedBy", unlock.id())
            .add("sn", 1)
            .add("encSymKey", unlock.seal(keyset.jwk()))
            .add("encPriKey", keyset.seal(pair.privateJwk().toString()))
            .add("pubKey", pair.publicJwk());
    return Json.createObjectBuilder()
        .add("version", 1)
        .add("keysets", Json.createArrayBuilder().add(one))
        .build();
  }

  private JsonObject vault() {
    JsonObject access =
        Json.createObjectBuilder()
            .add("vaultUuid", vault.id())
            .add("accessorType", "user")
            .add("accessorUuid", userId)
            .add("accessVersion", 1)
            .add("acl", ALL_PERMISSIONS)
            .add("leaseTimeout", 0)
            .add("vaultKeySN", 1)
            .add("encVaultKey", pair.wrap(vault))
            .add("encryptedBy", keysetId)
            .build();
    JsonObjectBuilder attributes =
        Json.createObjectBuilder()
            .add("uuid", vault.id())
            .add("name", VAULT_TITLE)
            .add("desc", "")
            .add("type", "U")
            .add("avatar", "")
            .add("color", "");
    return content()
        .add("uuid", vault.id())
        .add("type", "U")
        .add("createdAt", NOW)
        .add("updatedAt", NOW)
        .add("attrVersion", 1)
        .add("encAttrs", sealed(attributes))
        .add("activeItemCount", items.size())
        .add("clientAccess", 0)
        .add("combinedAccess", access)
        .add("access", Json.createArrayBuilder().add(access))
        .build();
  }

  private JsonObject overviews() {
    return content()
        .add("batchComplete", true)
        .add("items", items.values().stream().map(StandInAccount::overview).collect(array()))
        .build();
  }

  private static JsonObject overview(JsonObject item) {
    return Json.createObjectBuilder(item).remove("encDetails").build();
  }

  private JsonObject batch(JsonArray ids) {
    return content()
        .add(
            "items",
            ids.getValuesAs(JsonString::getString).stream()
                .filter(items::containsKey)
                .map(items::get)
                .collect(array()))
        .build();
  }

  private JsonObject change(JsonArray changes) {
    JsonObjectBuilder versions = Json.createObjectBuilder();
    for (JsonObject change : changes.getValuesAs(JsonObject.class)) {
      String id = change.getString("uuid");
      int version = change.getInt("itemVersion") + 1;
      versions.add(id, version);
      if (change.getString("trashed").equals("D")) {
        items.remove(id);
      } else {
        items.put(
            id,
            Json.createObjectBuilder(change)
                .add("faveIndex", 0)
                .add("itemVersion", version)
                .add("changerUuid", userId)
                .build());
      }
    }
    contentVersion++;
    return content().add("updatedItems", versions).build();
  }

  private JsonObjectBuilder content() {
    return Json.createObjectBuilder().add("contentVersion", contentVersion);
  }

  private JsonObject sealed(JsonObjectBuilder json) {
    return vault.seal(json.build().toString());
  }

  private static JsonObjectBuilder field(String name, String type, String value) {
    return Json.createObjectBuilder()
        .add("type", type)
        .add("id", name)
        .add("name", name)
        .add("designation", name)
        .add("value", value);
  }

  private static Collector<JsonObject, ?, JsonArray> array() {
    return Collector.of(
        Json::createArrayBuilder,
        (builder, item) -> builder.add(item),
        (first, second) -> first.addAll(second),
        builder -> builder.build());
  }
}
