package io.mcp1password.service;

import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Vault;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads the item overviews of all visible vaults at once; one vault's failure stops no other. */
final class VaultSweep {

  /** The most vaults read at the same time by all searches together, so as to spare the backend. */
  private static final int MAX_CONCURRENT = 64;

  /**
   * What was found.
   *
   * @param vaultCount the vaults read, the failed ones included
   */
  record Findings(List<ItemOverview> items, int vaultCount, List<Items.SearchFailure> failures) {

    static Findings of(List<ItemOverview> itemsOfOneVault) {
      return new Findings(itemsOfOneVault, 1, List.of());
    }
  }

  private final ScopedBackend backend;
  private final Semaphore places = new Semaphore(MAX_CONCURRENT);

  VaultSweep(ScopedBackend backend) {
    this.backend = backend;
  }

  /**
   * Reads all.
   *
   * @throws OperationException when the vaults cannot be listed
   */
  Findings all() {
    List<Vault> vaults = backend.vaults();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<ItemOverview>>> reads =
          vaults.stream().<Callable<List<ItemOverview>>>map(vault -> () -> read(vault)).toList();
      return collect(vaults, executor.invokeAll(reads));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationException(
          ErrorCode.BACKEND_TIMEOUT, "The search took too long; search a single vault.");
    }
  }

  private List<ItemOverview> read(Vault vault) throws InterruptedException {
    places.acquire();
    try {
      return backend.items(vault.id());
    } finally {
      places.release();
    }
  }

  private static Findings collect(List<Vault> vaults, List<Future<List<ItemOverview>>> reads)
      throws InterruptedException {
    var items = new ArrayList<ItemOverview>();
    var failures = new ArrayList<Items.SearchFailure>();
    for (int i = 0; i < reads.size(); i++) {
      try {
        items.addAll(reads.get(i).get());
      } catch (ExecutionException e) {
        failures.add(new Items.SearchFailure(vaults.get(i).id(), told(e.getCause())));
      }
    }
    return new Findings(items, vaults.size(), failures);
  }

  private static String told(@Nullable Throwable cause) {
    return cause instanceof OperationException failure
        ? String.valueOf(failure.getMessage())
        : ErrorCode.INTERNAL.summary();
  }
}
