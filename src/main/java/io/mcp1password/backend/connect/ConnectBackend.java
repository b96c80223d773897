package io.mcp1password.backend.connect;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.PlausibleId;
import io.mcp1password.model.Capability;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Vault;
import io.mcp1password.model.WrittenItem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * 1Password through a Connect server.
 *
 * <p>An id that cannot be one of Connect's is not found without asking: it never gets into a URL.
 */
public final class ConnectBackend implements OnePasswordBackend {

  private static final Duration READINESS_KEPT = Duration.ofSeconds(1);

  private final ConnectCalls calls;
  private final ConnectWrites writes;
  private final LoadingCache<Boolean, Boolean> readiness;

  /** The backend that makes these calls. */
  public ConnectBackend(ConnectCalls calls) {
    this(calls, Ticker.systemTicker(), WriteTiming.DEFAULT);
  }

  ConnectBackend(ConnectCalls calls, Ticker ticker, WriteTiming timing) {
    this.calls = calls;
    this.writes = new ConnectWrites(calls, timing);
    this.readiness =
        Caffeine.newBuilder().ticker(ticker).expireAfterWrite(READINESS_KEPT).build(_ -> probe());
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.ITEMS);
  }

  @Override
  public List<Vault> vaults() {
    try {
      return read(ConnectApi::vaults).stream()
          .filter(Objects::nonNull)
          .flatMap(each -> ConnectMapper.vault(each).stream())
          .toList();
    } catch (BackendException failure) {
      // No id was asked for, so it is the API itself that is not there.
      throw failure.kind() == Kind.NOT_FOUND ? ConnectFailures.notConnect(404) : failure;
    }
  }

  @Override
  public Vault vault(String vaultId) {
    PlausibleId.require(vaultId);
    return ConnectMapper.vault(read(api -> api.vault(vaultId)))
        .orElseThrow(ConnectFailures::unreadable);
  }

  @Override
  public List<ItemOverview> items(String vaultId) {
    PlausibleId.require(vaultId);
    return read(api -> api.items(vaultId)).stream()
        .filter(Objects::nonNull)
        .flatMap(each -> ConnectMapper.overview(vaultId, each).stream())
        .toList();
  }

  @Override
  public Item item(String vaultId, String itemId) {
    PlausibleId.require(vaultId, itemId);
    ConnectItem item = read(api -> api.item(vaultId, itemId));
    if (item.id() == null) {
      throw ConnectFailures.unreadable();
    }
    return ConnectMapper.item(vaultId, item).orElseThrow(ConnectBackend::notFound);
  }

  @Override
  public WrittenItem createItem(String vaultId, ItemDraft draft) {
    PlausibleId.require(vaultId);
    return writes.create(vaultId, draft);
  }

  @Override
  public WrittenItem updateItem(
      String vaultId, String itemId, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    PlausibleId.require(vaultId, itemId);
    return writes.update(new ItemKey(vaultId, itemId), expectedVersion, change);
  }

  @Override
  public DeletedItem deleteItem(String vaultId, String itemId, @Nullable Long expectedVersion) {
    PlausibleId.require(vaultId, itemId);
    return writes.delete(new ItemKey(vaultId, itemId), expectedVersion);
  }

  @Override
  public boolean ready() {
    return readiness.get(true);
  }

  /** Does nothing: the client is closed with the container, whose bean holds it. */
  @Override
  public void close() {}

  private boolean probe() {
    try {
      return calls.health().ready();
    } catch (RuntimeException notReady) {
      return false;
    }
  }

  private <T> T read(Function<ConnectApi, T> call) {
    return read(calls, call);
  }

  /** Reads, and tells what Connect calls malformed as not found: only ids are sent. */
  static <T> T read(ConnectCalls calls, Function<ConnectApi, T> call) {
    try {
      return calls.read(call);
    } catch (Exception failure) {
      // Not only unchecked ones: an interrupted guard throws its InterruptedException undeclared.
      BackendException told = ConnectFailures.told(failure);
      throw told.kind() == Kind.INVALID ? notFound() : told;
    }
  }

  static BackendException notFound() {
    return new BackendException(Kind.NOT_FOUND, "There is no such vault or item.");
  }
}
