package io.mcp1password.service;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Group;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.model.WrittenItem;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backend as the operations see it: vaults outside the allowed ones do not exist, vaults and
 * items are named by id or by exact title, and failures are told to the caller.
 */
public final class ScopedBackend {

  private static final Pattern ID = Pattern.compile("[a-z0-9]{26}");
  private static final int MAX_CANDIDATES = 10;
  private static final int QUOTED_MAX = 200;

  private final OnePasswordBackend backend;
  private final Set<String> allowedVaults;

  /**
   * @param allowedVaults ids or exact titles of the only visible vaults; empty: all are visible
   */
  public ScopedBackend(OnePasswordBackend backend, Collection<String> allowedVaults) {
    this.backend = backend;
    this.allowedVaults =
        allowedVaults.stream().map(ScopedBackend::normal).collect(Collectors.toUnmodifiableSet());
  }

  /** The visible vaults. */
  List<Vault> vaults() {
    return told(backend::vaults).stream().filter(this::isAllowed).toList();
  }

  /** One visible vault. */
  Vault vault(String idOrTitle) {
    String id = vaultId(idOrTitle);
    return told(() -> backend.vault(id));
  }

  /** One visible vault, with who may do what in it. */
  Vault vaultWithAccess(String idOrTitle) {
    String id = vaultId(idOrTitle);
    return told(() -> backend.vaultWithAccess(id));
  }

  /** The id of a visible vault; an id is taken as it is where that cannot widen what is visible. */
  String vaultId(String idOrTitle) {
    boolean isId = ID.matcher(idOrTitle).matches();
    if (isId && (allowedVaults.isEmpty() || allowedVaults.contains(idOrTitle))) {
      return idOrTitle;
    }
    return only("vault", idOrTitle, vaults(), Vault::id, Vault::title).id();
  }

  /** The overviews of a visible vault's items. */
  List<ItemOverview> items(String vaultIdOrTitle) {
    String vaultId = vaultId(vaultIdOrTitle);
    return told(() -> backend.items(vaultId));
  }

  /**
   * Where an item is.
   *
   * @param vault the vault's id or exact title
   * @param item the item's id or exact title
   */
  record ItemPlace(String vault, String item) {}

  /** One whole item of a visible vault. */
  Item item(String vaultIdOrTitle, String itemIdOrTitle) {
    return at(new ItemPlace(vaultIdOrTitle, itemIdOrTitle), backend::item);
  }

  /**
   * What references to visible vaults stand for, as far as the backend follows several in one
   * request; the others are to be looked up in their items.
   *
   * @throws OperationException before anything is asked when a vault is not visible
   */
  Map<SecretReference, Secret> resolve(Collection<SecretReference> references) {
    if (references.isEmpty()) {
      return Map.of();
    }
    Map<SecretReference, SecretReference> scoped =
        references.stream()
            .distinct()
            .collect(Collectors.toMap(this::scoped, Function.identity(), (first, _) -> first));
    var found = new HashMap<SecretReference, Secret>();
    told(() -> backend.resolve(scoped.keySet()))
        .forEach(
            (reference, secret) -> {
              if (allowedVaults.isEmpty() || secret.vaultId().equals(reference.vault())) {
                found.put(scoped.get(reference), secret.value());
              }
            });
    return found;
  }

  /** Where every vault is visible, its name need not be looked up. */
  private SecretReference scoped(SecretReference reference) {
    return allowedVaults.isEmpty()
        ? reference
        : new SecretReference(
            vaultId(reference.vault()),
            reference.item(),
            reference.section(),
            reference.field(),
            reference.attribute());
  }

  /** Makes an item in a visible vault. */
  WrittenItem createItem(String vaultIdOrTitle, ItemDraft draft) {
    String vaultId = vaultId(vaultIdOrTitle);
    return told(() -> backend.createItem(vaultId, draft));
  }

  /** Changes an item of a visible vault, see {@link OnePasswordBackend#updateItem}. */
  WrittenItem updateItem(
      ItemPlace place, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    return at(
        place, (vaultId, itemId) -> backend.updateItem(vaultId, itemId, expectedVersion, change));
  }

  /** Deletes an item of a visible vault. */
  DeletedItem deleteItem(ItemPlace place, @Nullable Long expectedVersion) {
    return at(place, (vaultId, itemId) -> backend.deleteItem(vaultId, itemId, expectedVersion));
  }

  /** Archives an item of a visible vault, and tells where it is by ids. */
  ItemPlace archiveItem(ItemPlace place) {
    return at(
        place,
        (vaultId, itemId) -> {
          backend.archiveItem(vaultId, itemId);
          return new ItemPlace(vaultId, itemId);
        });
  }

  /** Makes a vault, which must be one of the visible ones once it is there. */
  Vault createVault(VaultDraft draft) {
    if (!allowedVaults.isEmpty()
        && !allowedVaults.contains(normal(Objects.requireNonNullElse(draft.title(), "")))) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS,
          "Invalid arguments: title must be one that --allowed-vault names.");
    }
    return told(() -> backend.createVault(draft));
  }

  /** Changes a visible vault. */
  Vault updateVault(String idOrTitle, VaultDraft change) {
    String id = vaultId(idOrTitle);
    return told(() -> backend.updateVault(id, change));
  }

  /** What concerns a visible vault and answers nothing; returns the vault's id. */
  String onVault(String idOrTitle, BiConsumer<OnePasswordBackend, String> call) {
    String id = vaultId(idOrTitle);
    return told(
        () -> {
          call.accept(backend, id);
          return id;
        });
  }

  /** A group, without its rights on vaults. */
  Group group(String groupId) {
    return told(() -> backend.group(groupId)).withVaultAccess(List.of());
  }

  /** A group, with its rights on visible vaults only. */
  Group groupWithAccess(String groupId) {
    Group group = told(() -> backend.groupWithAccess(groupId));
    if (allowedVaults.isEmpty()) {
      return group;
    }
    Set<String> visible = vaults().stream().map(Vault::id).collect(Collectors.toSet());
    return group.withVaultAccess(
        group.vaultAccess().stream().filter(each -> visible.contains(each.vaultId())).toList());
  }

  /** The variables of an environment. */
  List<EnvironmentVariable> environmentVariables(String environmentId) {
    return told(() -> backend.environmentVariables(environmentId));
  }

  /** Calls with the ids of the place; what looks like an item's id may be a title all the same. */
  private <T> T at(ItemPlace place, BiFunction<String, String, T> call) {
    String vaultId = vaultId(place.vault());
    if (ID.matcher(place.item()).matches()) {
      try {
        return call.apply(vaultId, place.item());
      } catch (BackendException e) {
        if (e.kind() != BackendException.Kind.NOT_FOUND) {
          throw told(e);
        }
      }
    }
    List<ItemOverview> items = told(() -> backend.items(vaultId));
    String itemId = only("item", place.item(), items, ItemOverview::id, ItemOverview::title).id();
    return told(() -> call.apply(vaultId, itemId));
  }

  private boolean isAllowed(Vault vault) {
    return allowedVaults.isEmpty()
        || allowedVaults.contains(vault.id())
        || allowedVaults.contains(normal(vault.title()));
  }

  private static <T> T only(
      String kind,
      String wanted,
      List<T> candidates,
      Function<T, String> id,
      Function<T, String> title) {
    List<T> byId = candidates.stream().filter(each -> id.apply(each).equals(wanted)).toList();
    List<T> found =
        byId.isEmpty()
            ? candidates.stream()
                .filter(each -> normal(title.apply(each)).equals(normal(wanted)))
                .toList()
            : byId;
    if (found.isEmpty()) {
      throw new OperationException(
          ErrorCode.NOT_FOUND,
          "No "
              + kind
              + " "
              + quoted(wanted)
              + " is visible; name it by id or by its exact title.");
    }
    if (found.size() > 1) {
      throw ambiguous(kind, wanted, found.stream().map(id));
    }
    return found.getFirst();
  }

  static OperationException ambiguous(String kind, String wanted, Stream<String> ids) {
    return new OperationException(
        ErrorCode.AMBIGUOUS,
        "More than one "
            + kind
            + " matches "
            + quoted(wanted)
            + "; use an id: "
            + ids.limit(MAX_CANDIDATES).collect(Collectors.joining(", "))
            + ".");
  }

  /** What a caller looked for, fit to stand in a message: on one line, and not too long. */
  static String quoted(String wanted) {
    String line = wanted.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
    return '"' + line.substring(0, Math.min(QUOTED_MAX, line.length())) + '"';
  }

  private static String normal(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFC);
  }

  private static <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (BackendException e) {
      throw told(e);
    }
  }

  private static OperationException told(BackendException failure) {
    ErrorCode code =
        switch (failure.kind()) {
          case UNAUTHORIZED -> ErrorCode.BACKEND_UNAUTHORIZED;
          case FORBIDDEN -> ErrorCode.BACKEND_FORBIDDEN;
          case NOT_FOUND -> ErrorCode.NOT_FOUND;
          case INVALID -> ErrorCode.INVALID_ARGUMENTS;
          case CONFLICT -> ErrorCode.CONFLICT;
          case OUTCOME_UNKNOWN -> ErrorCode.OUTCOME_UNKNOWN;
          case RATE_LIMITED -> ErrorCode.RATE_LIMITED;
          case UNREACHABLE, OVERLOADED -> ErrorCode.BACKEND_UNAVAILABLE;
          case TIMEOUT -> ErrorCode.BACKEND_TIMEOUT;
          case BROKEN -> ErrorCode.BACKEND_ERROR;
          case UNSUPPORTED -> ErrorCode.UNSUPPORTED_BY_BACKEND;
        };
    return new OperationException(
        code, String.valueOf(failure.getMessage()), failure.retryAfter().orElse(null));
  }
}
