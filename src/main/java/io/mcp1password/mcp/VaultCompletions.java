package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Suggests ids of vaults, and of the items within a vault that is known already.
 *
 * <p>What is typed may be the beginning of an id or of a title. It shows no more than the
 * operations {@code vault_list} and {@code item_search} show, which it calls.
 */
final class VaultCompletions implements Completions {

  private final OperationCatalog catalog;
  private final OperationCalls calls;

  VaultCompletions(OperationCatalog catalog, OperationCalls calls) {
    this.catalog = catalog;
    this.calls = calls;
  }

  @Override
  public List<String> complete(Typed typed, Call call) {
    String vault = typed.others().get("vaultId");
    return switch (typed.argument()) {
      case "vaultId" ->
          ids("vault_list", JsonValue.EMPTY_JSON_OBJECT, "vaults", typed.begun(), call);
      case "itemId" -> vault == null ? List.of() : items(vault, typed.begun(), call);
      default -> List.of();
    };
  }

  private List<String> items(String vault, String begun, Call call) {
    JsonObject arguments =
        JsonText.JSON.createObjectBuilder().add("vaultId", vault).add("limit", 200).build();
    return ids("item_search", arguments, "items", begun, call);
  }

  private List<String> ids(
      String operation, JsonObject arguments, String list, String begun, Call call) {
    try {
      String wanted = begun.toLowerCase(Locale.ROOT);
      return calls
          .invoke(catalog.find(operation).orElseThrow(), arguments, call)
          .content()
          .getJsonArray(list)
          .getValuesAs(JsonObject.class)
          .stream()
          .filter(each -> begins(each, "id", wanted) || begins(each, "title", wanted))
          .map(each -> each.getString("id"))
          .toList();
    } catch (OperationException nothingToSuggest) {
      return List.of();
    }
  }

  private static boolean begins(JsonObject thing, String member, String wanted) {
    return thing.getString(member).toLowerCase(Locale.ROOT).startsWith(wanted);
  }
}
