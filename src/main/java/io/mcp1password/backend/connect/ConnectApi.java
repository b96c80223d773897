package io.mcp1password.backend.connect;

import io.mcp1password.config.BackendSettings;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;

/**
 * The part of the 1Password Connect API that is used.
 *
 * <p>The ids must be plausible: they become part of the path as they are. Every method throws what
 * {@link ConnectFailures} makes of a failure.
 */
final class ConnectApi implements AutoCloseable {

  private static final BodyPublisher NOTHING = BodyPublishers.noBody();

  private final ConnectHttp http;
  private final ConnectJson json = new ConnectJson();

  /** The API of the server of these settings; no connection is made yet. */
  ConnectApi(BackendSettings settings) {
    this.http = new ConnectHttp(settings);
  }

  /** Every vault in the token's scope. Connect does not page. */
  List<ConnectVault> vaults() {
    return Arrays.asList(
        json.read(http.answer("GET", "/v1/vaults", NOTHING), ConnectVault[].class));
  }

  ConnectVault vault(String vaultId) {
    return json.read(http.answer("GET", vaultPath(vaultId), NOTHING), ConnectVault.class);
  }

  /** The overviews of a vault's items: no sections, no fields. */
  List<ConnectItem> items(String vaultId) {
    return Arrays.asList(
        json.read(http.answer("GET", itemsPath(vaultId), NOTHING), ConnectItem[].class));
  }

  ConnectItem item(String vaultId, String itemId) {
    return json.read(http.answer("GET", itemPath(vaultId, itemId), NOTHING), ConnectItem.class);
  }

  /** One item with everything that Connect writes. */
  ItemDocument document(String vaultId, String itemId) {
    return json.read(http.answer("GET", itemPath(vaultId, itemId), NOTHING), ItemDocument.class);
  }

  /** Makes an item; the answer is the item with the ids that it was given. */
  ConnectItem create(String vaultId, JsonObject item) {
    return json.read(http.answer("POST", itemsPath(vaultId), body(item)), ConnectItem.class);
  }

  /** Replaces an item; the answer has the version of before. */
  ConnectItem replace(String vaultId, String itemId, JsonObject item) {
    return json.read(http.answer("PUT", itemPath(vaultId, itemId), body(item)), ConnectItem.class);
  }

  /** Changes parts of an item; the answer has the version of before. */
  ConnectItem patch(String vaultId, String itemId, JsonArray operations) {
    return json.read(
        http.answer("PATCH", itemPath(vaultId, itemId), body(operations)), ConnectItem.class);
  }

  /** Deletes an item for good; whatever answers with a body is not Connect. */
  void delete(String vaultId, String itemId) {
    if (http.answer("DELETE", itemPath(vaultId, itemId), NOTHING).length > 0) {
      throw ConnectFailures.unreadable();
    }
  }

  ConnectHealth health() {
    return json.read(http.answer("GET", "/health", NOTHING), ConnectHealth.class);
  }

  private static String vaultPath(String vaultId) {
    return "/v1/vaults/" + vaultId;
  }

  private static String itemsPath(String vaultId) {
    return vaultPath(vaultId) + "/items";
  }

  private static String itemPath(String vaultId, String itemId) {
    return itemsPath(vaultId) + "/" + itemId;
  }

  private static BodyPublisher body(JsonStructure content) {
    return BodyPublishers.ofString(content.toString());
  }

  @Override
  public void close() {
    http.close();
  }
}
