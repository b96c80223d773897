package io.mcp1password.backend.sdk;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.CallBudget;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.PlausibleId;
import io.mcp1password.backend.ResolvedSecret;
import io.mcp1password.config.HourlyLimits;
import io.mcp1password.model.Capability;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Group;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Permission;
import io.mcp1password.model.SecretReference;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.model.WrittenItem;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.GroupAccess;
import io.mcp1password.sdk.GroupVaultAccess;
import io.mcp1password.sdk.ItemListFilter;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.VaultCreateParams;
import io.mcp1password.sdk.VaultUpdateParams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 1Password by the official SDK's core.
 *
 * <p>It signs in when it is first needed. Lists of vaults and items are kept for a short while
 * where requests are counted; whole items never are.
 */
public final class SdkBackend implements OnePasswordBackend {

  /** What it can do: everything. */
  public static final Set<Capability> CAPABILITIES = Set.of(Capability.values());

  private static final Duration METADATA_KEPT = Duration.ofSeconds(30);

  private static final ItemListFilter EVERY_STATE = new ItemListFilter.ByState(true, true);

  private final Core core;
  private final SdkConnection connection;
  private final SdkCalls calls;
  private final SdkWrites writes;
  private final MetadataCache metadata;

  /** What a backend is made of. */
  record Parts(SdkConnection connection, @Nullable HourlyBudget budget, MetadataCache metadata) {}

  SdkBackend(Core core, Parts parts) {
    this.core = core;
    this.connection = parts.connection();
    this.calls = new SdkCalls(parts.connection(), parts.budget());
    this.writes = new SdkWrites(calls);
    this.metadata = parts.metadata();
  }

  /**
   * As a service account, whose requests are counted.
   *
   * @param core is closed with the backend
   */
  public static SdkBackend forServiceAccount(Core core, ClientConfig config, HourlyLimits limits) {
    var clock = InstantSource.system();
    return new SdkBackend(
        core,
        new Parts(
            new SdkConnection(() -> OnePasswordClient.connect(core, config), clock),
            new HourlyBudget(limits, clock),
            new MetadataCache(METADATA_KEPT, Ticker.systemTicker())));
  }

  /**
   * Through the desktop app, which sets no limits.
   *
   * @param core is closed with the backend
   */
  public static SdkBackend forDesktop(Core core, ClientConfig config) {
    return new SdkBackend(
        core,
        new Parts(
            new SdkConnection(
                () -> OnePasswordClient.connect(core, config), InstantSource.system()),
            null,
            new MetadataCache(Duration.ZERO, Ticker.systemTicker())));
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public List<Vault> vaults() {
    return metadata.vaults(
        () ->
            calls.read(client -> client.vaults().list(true)).stream()
                .map(SdkMapper::vault)
                .toList());
  }

  @Override
  public Vault vault(String vaultId) {
    PlausibleId.require(vaultId);
    return SdkMapper.vault(calls.read(client -> client.vaults().getOverview(vaultId)));
  }

  @Override
  public Vault vaultWithAccess(String vaultId) {
    Vault known = vault(vaultId);
    return SdkMapper.vault(
        calls.read(client -> client.vaults().get(vaultId, true)),
        new SdkMapper.Times(known.createdAt(), known.updatedAt()));
  }

  @Override
  public List<ItemOverview> items(String vaultId) {
    PlausibleId.require(vaultId);
    return metadata.items(
        vaultId,
        () ->
            calls.read(client -> client.items().list(vaultId, EVERY_STATE)).stream()
                .map(SdkMapper::overview)
                .toList());
  }

  @Override
  public Item item(String vaultId, String itemId) {
    PlausibleId.require(vaultId, itemId);
    ItemState state =
        metadata.item(vaultId, itemId).map(ItemOverview::state).orElse(ItemState.ACTIVE);
    return SdkMapper.item(calls.read(client -> client.items().get(vaultId, itemId)), state);
  }

  @Override
  public WrittenItem createItem(String vaultId, ItemDraft draft) {
    return onItems(vaultId, () -> writes.create(vaultId, draft));
  }

  @Override
  public WrittenItem updateItem(
      String vaultId, String itemId, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    PlausibleId.require(itemId);
    var target = new SdkWrites.Target(vaultId, itemId, expectedVersion);
    return onItems(vaultId, () -> writes.update(target, change));
  }

  @Override
  public DeletedItem deleteItem(String vaultId, String itemId, @Nullable Long expectedVersion) {
    PlausibleId.require(itemId);
    var target = new SdkWrites.Target(vaultId, itemId, expectedVersion);
    return onItems(vaultId, () -> writes.delete(target));
  }

  @Override
  public void archiveItem(String vaultId, String itemId) {
    PlausibleId.require(itemId);
    var target = new SdkWrites.Target(vaultId, itemId, null);
    onItems(
        vaultId,
        () -> {
          writes.archive(target);
          return target;
        });
  }

  /** Writes items of a vault; what was known of them is forgotten, whatever comes of it. */
  private <T> T onItems(String vaultId, Supplier<T> write) {
    PlausibleId.require(vaultId);
    try {
      return write.get();
    } finally {
      metadata.itemsChanged(vaultId);
    }
  }

  @Override
  public Vault createVault(VaultDraft draft) {
    var params =
        new VaultCreateParams(
            Objects.requireNonNullElse(draft.title(), ""),
            draft.description(),
            draft.allowAdminsAccess());
    return SdkMapper.vault(
        onVaults(client -> client.vaults().create(params)), SdkMapper.Times.UNTOLD);
  }

  @Override
  public Vault updateVault(String vaultId, VaultDraft change) {
    PlausibleId.require(vaultId);
    var params = new VaultUpdateParams(change.title(), change.description());
    return SdkMapper.vault(
        onVaults(client -> client.vaults().update(vaultId, params)), SdkMapper.Times.UNTOLD);
  }

  @Override
  public void deleteVault(String vaultId) {
    PlausibleId.require(vaultId);
    changeVaults(client -> client.vaults().delete(vaultId));
  }

  @Override
  public Group group(String groupId) {
    PlausibleId.require(groupId);
    return SdkMapper.group(calls.read(client -> client.groups().get(groupId, false)));
  }

  @Override
  public Group groupWithAccess(String groupId) {
    PlausibleId.require(groupId);
    return SdkMapper.group(calls.read(client -> client.groups().get(groupId, true)));
  }

  @Override
  public void grantGroup(String vaultId, String groupId, Set<Permission> permissions) {
    PlausibleId.require(vaultId, groupId);
    var access = List.of(new GroupAccess(groupId, Permission.mask(permissions)));
    changeVaults(client -> client.vaults().grantGroupPermissions(vaultId, access));
  }

  @Override
  public void updateGroup(String vaultId, String groupId, Set<Permission> permissions) {
    PlausibleId.require(vaultId, groupId);
    var access = List.of(new GroupVaultAccess(vaultId, groupId, Permission.mask(permissions)));
    changeVaults(client -> client.vaults().updateGroupPermissions(access));
  }

  @Override
  public void revokeGroup(String vaultId, String groupId) {
    PlausibleId.require(vaultId, groupId);
    changeVaults(client -> client.vaults().revokeGroupPermissions(vaultId, groupId));
  }

  private void changeVaults(Consumer<OnePasswordClient> change) {
    Object _ =
        onVaults(
            client -> {
              change.accept(client);
              return client;
            });
  }

  /** Writes vaults; what was known of them is forgotten, whatever comes of it. */
  private <T> T onVaults(Function<OnePasswordClient, T> write) {
    try {
      return calls.write(write);
    } catch (BackendException failure) {
      throw SdkFailures.isUncertain(failure) ? SdkFailures.unknownOutcome() : failure;
    } finally {
      metadata.vaultsChanged();
    }
  }

  @Override
  public List<EnvironmentVariable> environmentVariables(String environmentId) {
    PlausibleId.require(environmentId);
    return calls.read(client -> client.environments().getVariables(environmentId)).stream()
        .map(SdkMapper::variable)
        .toList();
  }

  /** One request for all of them; the core follows the references by itself. */
  @Override
  public Map<SecretReference, ResolvedSecret> resolve(Collection<SecretReference> references) {
    Map<String, SecretReference> asked =
        references.stream()
            .filter(SdkMapper::isForTheCore)
            .distinct()
            .collect(Collectors.toMap(SecretReference::format, Function.identity()));
    if (asked.isEmpty()) {
      return Map.of();
    }
    var found = new HashMap<SecretReference, ResolvedSecret>();
    calls
        .read(client -> client.secrets().resolveAll(asked.keySet()))
        .forEach(
            (text, outcome) ->
                outcome
                    .result()
                    .ifPresent(each -> found.put(asked.get(text), SdkMapper.secret(each))));
    return found;
  }

  @Override
  public Optional<CallBudget> callBudget() {
    return calls.budget();
  }

  /** Whether it is signed in; asking again and again costs no request. */
  @Override
  public boolean ready() {
    return connection.ready();
  }

  @Override
  public void close() {
    connection.close();
    core.close();
  }
}
