package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;

/** What can be done to share items by links. */
public final class ItemShares {

  private final Invocations core;

  ItemShares(Invocations core) {
    this.core = core;
  }

  /** The account's rules for sharing an item. */
  public ItemShareAccountPolicy getAccountPolicy(String vaultId, String itemId) {
    return ItemShareAccountPolicy.of(
        Members.of(
            core.call(
                "ItemsSharesGetAccountPolicy",
                new Request().with("vault_id", vaultId).with("item_id", itemId))));
  }

  /**
   * The recipients that these email addresses and domains stand for.
   *
   * @throws SdkException when the account's rules do not allow one of them
   */
  public List<ValidRecipient> validateRecipients(
      ItemShareAccountPolicy policy, Collection<String> recipients) {
    return Members.list(
        core.call(
            "ItemsSharesValidateRecipients",
            new Request().with("policy", policy.json()).withTexts("recipients", recipients)),
        ItemShares::recipient);
  }

  /** Makes a link to an item. Whoever has it may read the item: it is a secret. */
  public Plaintext create(Item item, ItemShareAccountPolicy policy, ItemShareParams params) {
    JsonValue link =
        core.call(
            "ItemsSharesCreate",
            new Request()
                .with("item", item.json())
                .with("policy", policy.json())
                .with("params", json(params)));
    if (link instanceof JsonString text) {
      return Plaintext.of(text.getString());
    }
    throw Members.unreadable();
  }

  private static ValidRecipient recipient(Members json) {
    Members parameters = json.object("parameters").orElseThrow(Members::unreadable);
    return switch (json.text("type")) {
      case "Email" -> new ValidRecipient.Email(parameters.text("email"));
      case "Domain" -> new ValidRecipient.Domain(parameters.text("domain"));
      default -> new ValidRecipient.Unknown();
    };
  }

  private static JsonObject json(ItemShareParams params) {
    var json =
        new Request()
            .with("expireAfter", params.expireAfter())
            .with("oneTimeOnly", params.oneTimeOnly());
    return params.recipients().isEmpty()
        ? json.json()
        : json.withList("recipients", params.recipients(), ItemShares::json).json();
  }

  private static JsonObject json(ValidRecipient recipient) {
    return switch (recipient) {
      case ValidRecipient.Email(String email) ->
          tagged("Email", new Request().with("email", email));
      case ValidRecipient.Domain(String domain) ->
          tagged("Domain", new Request().with("domain", domain));
      case ValidRecipient.Unknown _ ->
          throw new SdkException.InvalidInput(
              "A recipient is not known to this version, and cannot be sent back.");
    };
  }

  private static JsonObject tagged(String type, Request parameters) {
    return Request.tagged(type, "parameters", parameters.json());
  }
}
