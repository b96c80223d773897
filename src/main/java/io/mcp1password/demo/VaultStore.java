package io.mcp1password.demo;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All vaults, in the order in which they were added, behind the checks of access. */
final class VaultStore {

  private final Map<Integer, StoredVault> vaults = new ConcurrentSkipListMap<>();
  private final AtomicInteger added = new AtomicInteger();

  void add(StoredVault vault) {
    vaults.put(added.getAndIncrement(), vault);
  }

  Collection<StoredVault> all() {
    return Collections.unmodifiableCollection(vaults.values());
  }

  List<String> ids() {
    return vaults.values().stream().map(StoredVault::id).toList();
  }

  /**
   * The vault that a request is for: the form of the id, the token's scope and existence are
   * checked in this order.
   */
  StoredVault vault(Request request, Grant grant) {
    String id = request.vaultId();
    if (!Ids.wellFormed(id)) {
      throw Refusal.badRequest("Invalid Vault UUID");
    }
    if (!grant.covers(id)) {
      throw Refusal.noAccess(id);
    }
    return vaults.values().stream()
        .filter(vault -> vault.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("vault", id));
  }

  /** The vault that a request is for, if the token allows there what the request does. */
  StoredVault vaultFor(Request request, Grant grant) {
    if (request.path().size() < 3) {
      throw new Refusal(404, "Not found");
    }
    StoredVault vault = vault(request, grant);
    if (!grant.allows(request.action(), vault.id())) {
      throw Refusal.notPermitted(request.action(), vault.id());
    }
    return vault;
  }
}
