package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The vaults, groups and environments of the core in memory; its items stand in another class. */
public final class InMemoryAccount {

  public static final String PERSONAL = "aaaaaaaaaaaaaaaaaaaaaaaaa1";
  public static final String SHARED = "aaaaaaaaaaaaaaaaaaaaaaaaa2";
  public static final String GROUP = "ggggggggggggggggggggggggg1";
  public static final String ENVIRONMENT = "eeeeeeeeeeeeeeeeeeeeeeeee1";

  static final String CREATED = "2026-01-02T03:04:05Z";
  private static final int SHORTEST = 8;
  private static final int LONGEST = 100;

  private final Map<String, JsonObject> vaults = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> rights = new LinkedHashMap<>();
  private final InMemoryItems items = new InMemoryItems(this::requireVault);
  private int made;

  private InMemoryAccount() {}

  /** Two vaults, with a login in the one and a note in the other. */
  public static InMemoryAccount withSamples() {
    var account = new InMemoryAccount();
    account.vaults.put(PERSONAL, vault(PERSONAL, "Private things", ""));
    account.vaults.put(SHARED, vault(SHARED, "Shared", ""));
    account.items.addSamples();
    return account;
  }

  /** The items. */
  public InMemoryItems items() {
    return items;
  }

  private static JsonObject vault(String id, String title, String description) {
    return new Request()
        .with("id", id)
        .with("title", title)
        .with("description", description)
        .with("vaultType", "userCreated")
        .with("activeItemCount", 1)
        .with("contentVersion", 1)
        .with("attributeVersion", 1)
        .with("createdAt", CREATED)
        .with("updatedAt", CREATED)
        .json();
  }

  /** A later core tells more, and in other words: an unknown member and unknown names. */
  public void addFromTheFuture(String id) {
    vaults.put(
        id,
        Request.JSON
            .createObjectBuilder(vault(id, "Future", ""))
            .add("vaultType", "quantum")
            .add("colour", "blue")
            .build());
  }

  JsonValue call(String name, JsonObject p) {
    return switch (name) {
      case "VaultsList" -> array(vaults.values());
      case "VaultsGetOverview" -> requireVault(p.getString("vault_id"));
      case "VaultsGet" ->
          whole(
              p.getString("vault_id"),
              p.getJsonObject("vault_params").getBoolean("accessors", false));
      case "VaultsCreate" -> created(p.getJsonObject("params"));
      case "VaultsUpdate" -> updated(p.getString("vault_id"), p.getJsonObject("params"));
      case "VaultsDelete" -> deleted(p.getString("vault_id"));
      case "VaultsGrantGroupPermissions" -> granted(p);
      case "VaultsUpdateGroupPermissions" -> replaced(p);
      case "VaultsRevokeGroupPermissions" ->
          revoked(p.getString("vault_id"), p.getString("group_id"));
      case "GroupsGet" ->
          group(
              p.getString("group_id"),
              p.getJsonObject("group_params").getBoolean("vaultPermissions", false));
      case "EnvironmentsGetVariables" -> variables(p.getString("environment_id"));
      case "SecretsResolve" ->
          Request.JSON.createValue(resolve(p.getString("secret_reference")).getString("secret"));
      case "SecretsResolveAll" -> resolveAll(p);
      default -> items.call(name, p);
    };
  }

  JsonValue callWithoutClient(String name, JsonObject p) {
    if (name.equals("ValidateSecretReference")) {
      references(p.getString("secret_reference"));
      return JsonValue.NULL;
    }
    JsonObject recipe = p.getJsonObject("recipe").getJsonObject("parameters");
    int length = recipe.getInt("length", SHORTEST);
    if (length < SHORTEST || length > LONGEST) {
      throw new CoreException("InvalidConfiguration", "invalid user input: Password length");
    }
    return new Request().with("password", "x".repeat(length)).json();
  }

  JsonObject requireVault(String id) {
    JsonObject vault = vaults.get(id);
    if (vault == null) {
      throw notFound();
    }
    return vault;
  }

  static CoreException notFound() {
    return new CoreException("Api", "http error: resource not found");
  }

  private JsonObject whole(String vaultId, boolean accessors) {
    JsonObjectBuilder json =
        Request.JSON
            .createObjectBuilder(requireVault(vaultId))
            .remove("createdAt")
            .remove("updatedAt");
    if (accessors) {
      var access = Request.JSON.createArrayBuilder();
      rights
          .getOrDefault(vaultId, Map.of())
          .forEach((group, mask) -> access.add(access(vaultId, group, mask)));
      json.add("access", access);
    }
    return json.build();
  }

  private static JsonObject access(String vaultId, String groupId, int mask) {
    return new Request()
        .with("vaultUuid", vaultId)
        .with("accessorType", "group")
        .with("accessorUuid", groupId)
        .with("permissions", mask)
        .json();
  }

  private JsonObject created(JsonObject params) {
    String id = String.format("v%025d", ++made);
    vaults.put(id, vault(id, params.getString("title"), params.getString("description", "")));
    return whole(id, false);
  }

  private JsonObject updated(String id, JsonObject params) {
    var before = requireVault(id);
    var after = Request.JSON.createObjectBuilder(before);
    params.forEach(after::add);
    after.add("attributeVersion", before.getInt("attributeVersion") + 1);
    vaults.put(id, after.build());
    return whole(id, false);
  }

  private JsonValue deleted(String id) {
    requireVault(id);
    vaults.remove(id);
    rights.remove(id);
    items.removeAll(id);
    return JsonValue.NULL;
  }

  private JsonValue granted(JsonObject p) {
    for (JsonValue each : p.getJsonArray("group_permissions_list")) {
      JsonObject access = each.asJsonObject();
      put(p.getString("vault_id"), access.getString("groupId"), access.getInt("permissions"));
    }
    return JsonValue.NULL;
  }

  private JsonValue replaced(JsonObject p) {
    for (JsonValue each : p.getJsonArray("group_permissions_list")) {
      JsonObject access = each.asJsonObject();
      String vaultId = access.getString("vaultId");
      if (!rights.getOrDefault(vaultId, Map.of()).containsKey(access.getString("groupId"))) {
        throw new CoreException(
            "UpdatingGroupVaultPermissionsError", "error updating group vault permissions: ");
      }
      put(vaultId, access.getString("groupId"), access.getInt("permissions"));
    }
    return JsonValue.NULL;
  }

  private void put(String vaultId, String groupId, int mask) {
    requireVault(vaultId);
    group(groupId, false);
    rights.computeIfAbsent(vaultId, _ -> new LinkedHashMap<>()).put(groupId, mask);
  }

  private JsonValue revoked(String vaultId, String groupId) {
    requireVault(vaultId);
    rights.getOrDefault(vaultId, new LinkedHashMap<>()).remove(groupId);
    return JsonValue.NULL;
  }

  private JsonObject group(String id, boolean withRights) {
    if (!id.equals(GROUP)) {
      throw new CoreException("GettingGroup", "group not found for id " + id);
    }
    var group =
        new Request()
            .with("id", id)
            .with("title", "Builders")
            .with("description", "Those who build")
            .with("groupType", "userDefined")
            .with("state", "active");
    if (!withRights) {
      return group.json();
    }
    var access = Request.JSON.createArrayBuilder();
    rights.forEach(
        (vault, groups) -> groups.forEach((each, mask) -> access.add(access(vault, each, mask))));
    return group.with("vaultAccess", access.build()).json();
  }

  private static JsonObject variables(String environmentId) {
    if (!environmentId.equals(ENVIRONMENT)) {
      throw new CoreException("Api", "Environment was not found");
    }
    var variables =
        Request.JSON
            .createArrayBuilder()
            .add(variable("API_TOKEN", "canary-token", true))
            .add(variable("Region", "canary-region", false));
    return new Request().with("variables", variables.build()).json();
  }

  private static JsonObject variable(String name, String value, boolean masked) {
    return new Request().with("name", name).with("value", value).with("masked", masked).json();
  }

  private JsonObject resolveAll(JsonObject p) {
    var responses = Request.JSON.createObjectBuilder();
    for (JsonValue each : p.getJsonArray("secret_references")) {
      String reference = ((jakarta.json.JsonString) each).getString();
      try {
        responses.add(reference, new Request().with("content", resolve(reference)).json());
      } catch (CoreException failure) {
        String type = failure.name().equals("ParsingSecretReference") ? "parsing" : "itemNotFound";
        responses.add(
            reference, new Request().with("error", new Request().with("type", type).json()).json());
      }
    }
    return new Request().with("individualResponses", responses.build()).json();
  }

  private JsonObject resolve(String reference) {
    String[] parts = references(reference);
    JsonObject vault =
        vaults.values().stream()
            .filter(each -> isCalled(each, parts[0]))
            .findFirst()
            .orElseThrow(
                () ->
                    new CoreException(
                        "ResolvingSecretReference", "no vault matched the secret reference query"));
    return items.resolve(vault.getString("id"), parts);
  }

  static boolean isCalled(JsonObject thing, String name) {
    return thing.getString("id").equals(name) || thing.getString("title").equals(name);
  }

  private static String[] references(String reference) {
    String[] parts = reference.replaceFirst("^op://", "").split("/", -1);
    if (!reference.startsWith("op://") || parts.length < 3 || parts.length > 4) {
      throw new CoreException(
          "ParsingSecretReference", "secret reference has invalid format: " + reference);
    }
    return parts;
  }

  static JsonValue array(Iterable<? extends JsonValue> values) {
    var array = Request.JSON.createArrayBuilder();
    values.forEach(array::add);
    return array.build();
  }
}
