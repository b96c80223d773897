package io.mcp1password.backend;

import io.mcp1password.model.Capability;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Vault;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
  public List<ItemOverview> items(String vaultId) {
    return backend().items(vaultId);
  }

  @Override
  public Item item(String vaultId, String itemId) {
    return backend().item(vaultId, itemId);
  }

  @Override
  public boolean ready() {
    return coming.isDone() && !coming.isCompletedExceptionally() && backend().ready();
  }

  @Override
  public void close() {
    if (coming.isDone() && !coming.isCompletedExceptionally()) {
      backend().close();
    }
  }

  private OnePasswordBackend backend() {
    try {
      return coming.join();
    } catch (CompletionException failedToStart) {
      throw new BackendException(
          BackendException.Kind.UNREACHABLE, "The backend could not be started.");
    }
  }
}
