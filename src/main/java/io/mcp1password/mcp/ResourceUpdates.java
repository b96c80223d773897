package io.mcp1password.mcp;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationListener;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The resources that operations of this server have changed, for clients that want to know.
 *
 * <p>A reload of the allowlists that changed something is told for the list of commands, which is a
 * resource; the lists of tools and resources stay as they are, so that there is nothing to tell of
 * them. A change is told for the vault and the item by their ids, and by what the caller called
 * them. What others change in 1Password is not noticed.
 *
 * <p>Calls that asked a person to open a page hear here that it is answered.
 */
public final class ResourceUpdates implements OperationListener {

  private static final String VAULT = "vaultId";
  private static final String RELOAD = "op_script_reload_allowlists";

  private final Changes changes = new Changes(Set.of(Change.Kind.RESOURCE));

  private final AnsweredPages pages = new AnsweredPages();

  /** Where it is told that a person has answered. */
  public AnsweredPages pages() {
    return pages;
  }

  Changes changes() {
    return changes;
  }

  @Override
  public void succeeded(
      OperationDescriptor operation, JsonObject arguments, OperationResult result) {
    if (operation.name().equals(RELOAD) && JsonValue.TRUE.equals(result.content().get("changed"))) {
      changes.publish(Change.ofResource(OperationResources.SCRIPTS));
    }
    if (operation.access() != Access.WRITE && operation.access() != Access.DESTRUCTIVE) {
      return;
    }
    JsonObject content = result.content();
    JsonObject item =
        content.get("item") instanceof JsonObject written ? written : JsonValue.EMPTY_JSON_OBJECT;
    var vaults = new TreeSet<String>();
    add(vaults, arguments.get(VAULT), content.get(VAULT), item.get(VAULT));
    var items = new TreeSet<String>();
    add(items, arguments.get("itemId"), content.get("itemId"), item.get("id"));
    for (String vault : vaults) {
      String listed = "onepassword://vaults/" + vault + "/items";
      changes.publish(Change.ofResource(listed));
      items.forEach(each -> changes.publish(Change.ofResource(listed + "/" + each + "/metadata")));
    }
  }

  private static void add(Set<String> segments, @Nullable JsonValue... names) {
    for (JsonValue name : names) {
      if (name instanceof JsonString text) {
        // The encoder is for forms, where a space becomes a plus sign.
        String form = URLEncoder.encode(text.getString(), StandardCharsets.UTF_8);
        segments.add(form.replace("+", "%20"));
      }
    }
  }
}
