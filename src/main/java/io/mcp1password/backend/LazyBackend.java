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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A backend that is still being made ready; calls wait for it. */
public final class LazyBackend implements OnePasswordBackend {

  private final Set<Capability> capabilities;
  private final CompletableFuture<OnePasswordBackend> coming;

  /**
   * @param capabilities what the backend will be able to do
   */
  public LazyBackend(Set<Capability> capabilities, CompletableFuture<OnePasswordBackend> coming) {
    this.capabilities = Set.copyOf(capabilities);
    this.coming = coming;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public List<Vault> vaults() {
    return backend().vaults();
  }

  @Override
  public Vault vault(String vaultId) {
    return backend().vault(vaultId);
  }

  @Override
  public Vault vaultWithAccess(String vaultId) {
    return backend().vaultWithAccess(vaultId);
  }

  @Override
  public List<ItemOverview> items(String vaultId) {
    return backend().items(vaultId);
  }

  @Override
  public Item item(String vaultId, String itemId) {
    return backend().item(vaultId, itemId);
  }

  @Override
  public Map<SecretReference, ResolvedSecret> resolve(Collection<SecretReference> references) {
    return backend().resolve(references);
  }

  @Override
  public WrittenItem createItem(String vaultId, ItemDraft draft) {
    return backend().createItem(vaultId, draft);
  }

  @Override
  public WrittenItem updateItem(
      String vaultId, String itemId, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    return backend().updateItem(vaultId, itemId, expectedVersion, change);
  }

  @Override
  public DeletedItem deleteItem(String vaultId, String itemId, @Nullable Long expectedVersion) {
    return backend().deleteItem(vaultId, itemId, expectedVersion);
  }

  @Override
  public void archiveItem(String vaultId, String itemId) {
    backend().archiveItem(vaultId, itemId);
  }

  @Override
  public Vault createVault(VaultDraft draft) {
    return backend().createVault(draft);
  }

  @Override
  public Vault updateVault(String vaultId, VaultDraft change) {
    return backend().updateVault(vaultId, change);
  }

  @Override
  public void deleteVault(String vaultId) {
    backend().deleteVault(vaultId);
  }

  @Override
  public Group group(String groupId) {
    return backend().group(groupId);
  }

  @Override
  public Group groupWithAccess(String groupId) {
    return backend().groupWithAccess(groupId);
  }

  @Override
  public void grantGroup(String vaultId, String groupId, Set<Permission> permissions) {
    backend().grantGroup(vaultId, groupId, permissions);
  }

  @Override
  public void updateGroup(String vaultId, String groupId, Set<Permission> permissions) {
    backend().updateGroup(vaultId, groupId, permissions);
  }

  @Override
  public void revokeGroup(String vaultId, String groupId) {
    backend().revokeGroup(vaultId, groupId);
  }

  @Override
  public List<EnvironmentVariable> environmentVariables(String environmentId) {
    return backend().environmentVariables(environmentId);
  }

  /** Nothing was asked for yet while the backend is not there. */
  @Override
  public Optional<CallBudget> callBudget() {
    return isThere() ? backend().callBudget() : Optional.empty();
  }

  @Override
  public boolean ready() {
    return isThere() && backend().ready();
  }

  @Override
  public void close() {
    if (isThere()) {
      backend().close();
    }
  }

  private boolean isThere() {
    return coming.isDone() && !coming.isCompletedExceptionally();
  }

  private OnePasswordBackend backend() {
    try {
      return coming.get();
    } catch (InterruptedException cut) {
      Thread.currentThread().interrupt();
      throw new BackendException(
          BackendException.Kind.TIMEOUT, "The backend is not ready yet. Try again in a moment.");
    } catch (ExecutionException failedToStart) {
      if (failedToStart.getCause() instanceof BackendException told) {
        throw new BackendException(told.kind(), String.valueOf(told.getMessage()));
      }
      throw new BackendException(
          BackendException.Kind.UNREACHABLE, "The backend could not be started.");
    }
  }
}
