package io.mcp1password.backend;

import io.mcp1password.model.Capability;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Vault;
import java.util.List;
import java.util.Set;

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

  /** One vault, with its accessors where the backend tells them. */
  Vault vault(String vaultId);

  /**
   * The overviews of a vault's active items, and of its archived ones where the backend has any.
   */
  List<ItemOverview> items(String vaultId);

  /** One whole item. */
  Item item(String vaultId, String itemId);

  /** Whether the backend could serve a request now; never throws, and answers within seconds. */
  boolean ready();

  @Override
  void close();
}
