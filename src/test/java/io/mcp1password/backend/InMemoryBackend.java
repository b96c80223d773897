package io.mcp1password.backend;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultType;
import io.mcp1password.model.Website;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that holds what a test puts into it, and fails where a test wants it to. */
public final class InMemoryBackend implements OnePasswordBackend {

  public static final String PERSONAL = "aaaaaaaaaaaaaaaaaaaaaaaaa1";
  public static final String SHARED = "aaaaaaaaaaaaaaaaaaaaaaaaa2";
  public static final String LOGIN = "bbbbbbbbbbbbbbbbbbbbbbbbb1";
  public static final String NOTE = "bbbbbbbbbbbbbbbbbbbbbbbbb2";

  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Vault> vaults = new CopyOnWriteArrayList<>();
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private final Map<String, Kind> failing = new ConcurrentHashMap<>();
  private final Set<Capability> capabilities = EnumSet.of(Capability.ITEMS);
  private volatile boolean ready = true;

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
    return found(vaults.stream().filter(each -> each.id().equals(vaultId)).findFirst());
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
