package io.mcp1password.backend;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.AccessorType;
import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Category;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Group;
import io.mcp1password.model.GroupState;
import io.mcp1password.model.GroupType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Permission;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.model.Section;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultAccess;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.model.VaultType;
import io.mcp1password.model.Website;
import io.mcp1password.model.WrittenItem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A backend that holds what a test puts into it, and fails where a test wants it to. */
public final class InMemoryBackend implements OnePasswordBackend {

  public static final String PERSONAL = "aaaaaaaaaaaaaaaaaaaaaaaaa1";
  public static final String SHARED = "aaaaaaaaaaaaaaaaaaaaaaaaa2";
  public static final String LOGIN = "bbbbbbbbbbbbbbbbbbbbbbbbb1";
  public static final String NOTE = "bbbbbbbbbbbbbbbbbbbbbbbbb2";
  public static final String GROUP = "ggggggggggggggggggggggggg1";
  public static final String ENVIRONMENT = "eeeeeeeeeeeeeeeeeeeeeeeee1";

  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Vault> vaults = new CopyOnWriteArrayList<>();
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, Integer>> rights = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();
  private final Map<String, Kind> failing = new ConcurrentHashMap<>();
  private final Set<Capability> capabilities = EnumSet.of(Capability.ITEMS);
  private final Map<SecretReference, ResolvedSecret> resolved = new ConcurrentHashMap<>();
  private volatile boolean ready = true;

  /** Answers a reference, whatever it asks for. */
  public InMemoryBackend resolving(SecretReference reference, ResolvedSecret answer) {
    resolved.put(reference, answer);
    return this;
  }

  @Override
  public Map<SecretReference, ResolvedSecret> resolve(Collection<SecretReference> references) {
    return Map.copyOf(resolved);
  }

  /** All that the official SDK can do, over the samples. */
  public static InMemoryBackend likeTheSdk() {
    return withSamples().capable(Capability.values());
  }

  /** Two vaults, a login with a one-time password and a section, and a note. */
  public static InMemoryBackend withSamples() {
    return new InMemoryBackend()
        .add(vault(PERSONAL, "Private things"))
        .add(vault(SHARED, "Shared"))
        .add(
            new Item(
                overview(LOGIN, "Example", Category.LOGIN, PERSONAL),
                List.of(new Section("Section_more", "More")),
                List.of(
                    new Field(
                        "username",
                        "username",
                        null,
                        FieldType.TEXT,
                        Purpose.USERNAME,
                        Secret.of("someone@example.com"),
                        null,
                        null),
                    new Field(
                        "password",
                        "password",
                        null,
                        FieldType.CONCEALED,
                        Purpose.PASSWORD,
                        Secret.of("canary-password"),
                        null,
                        null),
                    new Field(
                        "TOTP_1",
                        "one-time password",
                        "Section_more",
                        FieldType.TOTP,
                        null,
                        Secret.of("otpauth://totp/x?secret=CANARYTOTP"),
                        Secret.of("123456"),
                        null)),
                Secret.of("canary-login-notes"),
                3))
        .add(
            new Item(
                overview(NOTE, "Wi-Fi café", Category.SECURE_NOTE, SHARED),
                List.of(),
                List.of(),
                Secret.of("canary-note"),
                1));
  }

  /** A vault that users made, without description and accessors. */
  public static Vault vault(String id, String title) {
    return new Vault(id, title, "", VaultType.USER_CREATED, 1, 1, 1, CREATED, CREATED, List.of());
  }

  /** The overview of an active item with one website and one tag. */
  public static ItemOverview overview(String id, String title, Category category, String vaultId) {
    return new ItemOverview(
        id,
        title,
        category,
        vaultId,
        List.of(
            new Website("https://example.com", "website", AutofillBehavior.ANYWHERE_ON_WEBSITE)),
        List.of("work"),
        CREATED,
        CREATED,
        ItemState.ACTIVE);
  }

  public InMemoryBackend add(Vault vault) {
    vaults.add(vault);
    return this;
  }

  public InMemoryBackend add(Item item) {
    items.add(item);
    return this;
  }

  public InMemoryBackend capable(Capability... more) {
    capabilities.addAll(Arrays.asList(more));
    return this;
  }

  public InMemoryBackend ready(boolean value) {
    ready = value;
    return this;
  }

  /** From now on, whatever concerns this vault fails. */
  public InMemoryBackend failing(String vaultId, Kind kind) {
    failing.put(vaultId, kind);
    return this;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.copyOf(capabilities);
  }

  @Override
  public List<Vault> vaults() {
    return List.copyOf(vaults);
  }

  @Override
  public Vault vault(String vaultId) {
    failIfWanted(vaultId);
    Vault vault = found(vaults.stream().filter(each -> each.id().equals(vaultId)).findFirst());
    return new Vault(
        vault.id(),
        vault.title(),
        vault.description(),
        vault.vaultType(),
        vault.activeItemCount(),
        vault.contentVersion(),
        vault.attributeVersion(),
        vault.createdAt(),
        vault.updatedAt(),
        access(vaultId));
  }

  private List<VaultAccess> access(String vaultId) {
    return rights.getOrDefault(vaultId, Map.of()).entrySet().stream()
        .map(each -> new VaultAccess(vaultId, AccessorType.GROUP, each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public List<ItemOverview> items(String vaultId) {
    String known = vault(vaultId).id();
    return items.stream().map(Item::overview).filter(each -> each.vaultId().equals(known)).toList();
  }

  @Override
  public Item item(String vaultId, String itemId) {
    String known = vault(vaultId).id();
    return found(
        items.stream()
            .filter(each -> each.vaultId().equals(known) && each.id().equals(itemId))
            .findFirst());
  }

  @Override
  public synchronized WrittenItem createItem(String vaultId, ItemDraft draft) {
    String known = vault(vaultId).id();
    var overview =
        new ItemOverview(
            newId("i"),
            draft.title(),
            draft.category(),
            known,
            draft.websites(),
            draft.tags(),
            CREATED,
            CREATED,
            ItemState.ACTIVE);
    List<Field> fields = draft.fields().stream().map(InMemoryBackend::made).toList();
    var item = new Item(overview, draft.sections(), fields, draft.notes(), 1);
    items.add(item);
    return new WrittenItem(item, true);
  }

  private static Field made(FieldDraft draft) {
    Purpose purpose =
        Arrays.stream(Purpose.values())
            .filter(each -> draft.sectionId() == null && each.wireName().equals(draft.id()))
            .findFirst()
            .orElse(null);
    return new Field(
        draft.id(),
        draft.title(),
        draft.sectionId(),
        draft.fieldType(),
        purpose,
        draft.value(),
        null,
        null);
  }

  @Override
  public synchronized WrittenItem updateItem(
      String vaultId, String itemId, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    Item before = item(vaultId, itemId);
    requireVersion(before, expectedVersion);
    Item wanted = change.apply(before);
    if (wanted.equals(before)) {
      return new WrittenItem(before, true);
    }
    Item after = wanted.withVersion(before.version() + 1);
    items.set(items.indexOf(before), after);
    return new WrittenItem(after, true);
  }

  @Override
  public synchronized DeletedItem deleteItem(
      String vaultId, String itemId, @Nullable Long expectedVersion) {
    Item before = item(vaultId, itemId);
    requireVersion(before, expectedVersion);
    items.remove(before);
    return new DeletedItem(vaultId, itemId, false, true);
  }

  private static void requireVersion(Item item, @Nullable Long expected) {
    if (expected != null && item.version() != expected) {
      throw new BackendException(Kind.CONFLICT, "The item was changed meanwhile.");
    }
  }

  @Override
  public synchronized void archiveItem(String vaultId, String itemId) {
    Item before = item(vaultId, itemId);
    ItemOverview active = before.overview();
    var archived =
        new ItemOverview(
            active.id(),
            active.title(),
            active.category(),
            active.vaultId(),
            active.websites(),
            active.tags(),
            active.createdAt(),
            active.updatedAt(),
            ItemState.ARCHIVED);
    items.set(
        items.indexOf(before),
        before.with(archived, before.sections(), before.fields(), before.notes()));
  }

  @Override
  public synchronized Vault createVault(VaultDraft draft) {
    Vault made = titled(vault(newId("v"), String.valueOf(draft.title())), draft);
    vaults.add(made);
    return made;
  }

  @Override
  public synchronized Vault updateVault(String vaultId, VaultDraft change) {
    Vault after = titled(vault(vaultId), change);
    vaults.replaceAll(each -> each.id().equals(vaultId) ? after : each);
    return after;
  }

  private static Vault titled(Vault vault, VaultDraft draft) {
    return new Vault(
        vault.id(),
        draft.title() == null ? vault.title() : draft.title(),
        draft.description() == null ? vault.description() : draft.description(),
        vault.vaultType(),
        vault.activeItemCount(),
        vault.contentVersion(),
        vault.attributeVersion() + 1,
        vault.createdAt(),
        vault.updatedAt(),
        vault.access());
  }

  @Override
  public synchronized void deleteVault(String vaultId) {
    String known = vault(vaultId).id();
    vaults.removeIf(each -> each.id().equals(known));
    items.removeIf(each -> each.vaultId().equals(known));
  }

  @Override
  public Group group(String groupId) {
    if (!groupId.equals(GROUP)) {
      throw new BackendException(Kind.NOT_FOUND, "There is no such group.");
    }
    return new Group(
        GROUP,
        "Builders",
        "Those who build",
        GroupType.USER_DEFINED,
        GroupState.ACTIVE,
        rights.keySet().stream()
            .flatMap(vaultId -> access(vaultId).stream())
            .filter(each -> each.accessorId().equals(groupId))
            .toList());
  }

  @Override
  public void grantGroup(String vaultId, String groupId, Set<Permission> permissions) {
    setRights(vaultId, groupId, Permission.mask(permissions));
  }

  @Override
  public void updateGroup(String vaultId, String groupId, Set<Permission> permissions) {
    setRights(vaultId, groupId, Permission.mask(permissions));
  }

  private void setRights(String vaultId, String groupId, int mask) {
    rights
        .computeIfAbsent(vault(vaultId).id(), _ -> new ConcurrentHashMap<>())
        .put(group(groupId).id(), mask);
  }

  @Override
  public void revokeGroup(String vaultId, String groupId) {
    rights.getOrDefault(vault(vaultId).id(), new ConcurrentHashMap<>()).remove(groupId);
  }

  @Override
  public List<EnvironmentVariable> environmentVariables(String environmentId) {
    if (!environmentId.equals(ENVIRONMENT)) {
      throw new BackendException(Kind.NOT_FOUND, "There is no such environment.");
    }
    return List.of(
        new EnvironmentVariable("API_TOKEN", Secret.of("canary-token"), true),
        new EnvironmentVariable("Region", Secret.of("canary-region"), false));
  }

  private String newId(String kind) {
    return kind + String.format(Locale.ROOT, "%025d", made.incrementAndGet());
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public void close() {}

  private void failIfWanted(String vaultId) {
    Optional.ofNullable(failing.get(vaultId))
        .ifPresent(
            kind -> {
              throw new BackendException(kind, "The vault fails as the test wants it.");
            });
  }

  private static <T> T found(Optional<T> found) {
    return found.orElseThrow(
        () -> new BackendException(Kind.NOT_FOUND, "There is no such vault or item."));
  }
}
