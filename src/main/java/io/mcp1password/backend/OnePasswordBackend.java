package io.mcp1password.backend;

import io.mcp1password.model.Capability;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Group;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Permission;
import io.mcp1password.model.SecretReference;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.model.WrittenItem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The port to 1Password. Implementations are safe for use by many threads at once.
 *
 * <p>Ids are passed as the caller gave them; a backend answers an unknown or malformed one with
 * {@link BackendException.Kind#NOT_FOUND}. Every method may throw a {@link BackendException}.
 */
public interface OnePasswordBackend extends AutoCloseable {

  /** What this backend can do. */
  Set<Capability> capabilities();

  /** Every vault that the credentials see, without accessors. */
  List<Vault> vaults();

  /** One vault; its accessors need not be told. */
  Vault vault(String vaultId);

  /** One vault, with its accessors where the backend tells them. */
  default Vault vaultWithAccess(String vaultId) {
    return vault(vaultId);
  }

  /**
   * The overviews of a vault's active items, and of its archived ones where the backend has any.
   */
  List<ItemOverview> items(String vaultId);

  /** One whole item. */
  Item item(String vaultId, String itemId);

  /**
   * What references stand for, where the backend follows several in one request.
   *
   * @return those that it could follow, none where it cannot do so at all; the others are for the
   *     caller to look up in their items, which also tells what is wrong with one
   */
  default Map<SecretReference, ResolvedSecret> resolve(Collection<SecretReference> references) {
    return Map.of();
  }

  /**
   * Makes an item.
   *
   * <p>Of every write here: when it fails, nothing has changed, except with the kind {@link
   * BackendException.Kind#OUTCOME_UNKNOWN}.
   */
  default WrittenItem createItem(String vaultId, ItemDraft draft) {
    throw unsupported();
  }

  /**
   * Changes an item.
   *
   * @param expectedVersion the version that the item must still have; null for any
   * @param change makes the new item of the current one; called again when the item was changed
   *     meanwhile, and throws to change nothing
   */
  default WrittenItem updateItem(
      String vaultId, String itemId, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    throw unsupported();
  }

  /**
   * Deletes an item.
   *
   * @param expectedVersion the version that the item must still have; null for any
   */
  default DeletedItem deleteItem(String vaultId, String itemId, @Nullable Long expectedVersion) {
    throw unsupported();
  }

  /** Puts an item into the archive. Needs {@link Capability#ITEM_ARCHIVE}. */
  default void archiveItem(String vaultId, String itemId) {
    throw unsupported();
  }

  /** Makes a vault. Needs {@link Capability#VAULT_WRITE}, as do the next two. */
  default Vault createVault(VaultDraft draft) {
    throw unsupported();
  }

  /** Changes a vault's title or description. */
  default Vault updateVault(String vaultId, VaultDraft change) {
    throw unsupported();
  }

  /** Deletes a vault and all that is in it. */
  default void deleteVault(String vaultId) {
    throw unsupported();
  }

  /** One group; its rights need not be told. Needs {@link Capability#GROUPS}. */
  default Group group(String groupId) {
    throw unsupported();
  }

  /** One group, with its rights on vaults. */
  default Group groupWithAccess(String groupId) {
    return group(groupId);
  }

  /**
   * Gives a group, which has none yet, rights on a vault. Needs {@link
   * Capability#VAULT_PERMISSIONS}, as do the next two.
   */
  default void grantGroup(String vaultId, String groupId, Set<Permission> permissions) {
    throw unsupported();
  }

  /** Replaces a group's rights on a vault. */
  default void updateGroup(String vaultId, String groupId, Set<Permission> permissions) {
    throw unsupported();
  }

  /** Takes all of a group's rights on a vault away. */
  default void revokeGroup(String vaultId, String groupId) {
    throw unsupported();
  }

  /** The variables of an environment. Needs {@link Capability#ENVIRONMENTS}. */
  default List<EnvironmentVariable> environmentVariables(String environmentId) {
    throw unsupported();
  }

  /** What is left of the requests that 1Password allows; empty when it sets no such limit. */
  default Optional<CallBudget> callBudget() {
    return Optional.empty();
  }

  /** Whether the backend could serve a request now; never throws, and answers within seconds. */
  boolean ready();

  @Override
  void close();

  private static BackendException unsupported() {
    return new BackendException(
        BackendException.Kind.UNSUPPORTED, "The active backend cannot do this.");
  }
}
