package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.WriteContract;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Category;
import io.mcp1password.model.Item;
import io.mcp1password.model.Permission;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultAccess;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopedBackendTest {

  private final InMemoryBackend backend = InMemoryBackend.withSamples();
  private final ScopedBackend everything = new ScopedBackend(backend, Set.of());

  @Test
  void vaultsAndItemsAreFoundByIdAndByExactTitle() {
    assertThat(everything.vault("Private things").id()).isEqualTo(InMemoryBackend.PERSONAL);
    assertThat(everything.vault(InMemoryBackend.PERSONAL).title()).isEqualTo("Private things");
    assertThat(everything.item("Shared", "Wi-Fi cafe\u0301").id()).isEqualTo(InMemoryBackend.NOTE);
    assertThat(everything.item(InMemoryBackend.SHARED, InMemoryBackend.NOTE).title())
        .isEqualTo("Wi-Fi café");
  }

  @Test
  void aTitleThatLooksLikeAnIdIsFoundToo() {
    String title = "zzzzzzzzzzzzzzzzzzzzzzzzzz";
    backend.add(
        new Item(
            InMemoryBackend.overview(
                "ccccccccccccccccccccccccc1", title, Category.LOGIN, InMemoryBackend.SHARED),
            List.of(),
            List.of(),
            Secret.EMPTY,
            1));
    assertThat(everything.item("Shared", title).id()).isEqualTo("ccccccccccccccccccccccccc1");
  }

  @Test
  void noMatchNamesWhatWasLookedFor() {
    assertTold(() -> everything.vault("Nowhere"), ErrorCode.NOT_FOUND, "No vault \"Nowhere\"");
    assertTold(
        () -> everything.item("Shared", "Nothing"), ErrorCode.NOT_FOUND, "No item \"Nothing\"");
  }

  @Test
  void severalMatchesAreListedById() {
    backend.add(InMemoryBackend.vault("aaaaaaaaaaaaaaaaaaaaaaaaa3", "Shared"));
    assertTold(
        () -> everything.vault("Shared"),
        ErrorCode.AMBIGUOUS,
        InMemoryBackend.SHARED + ", aaaaaaaaaaaaaaaaaaaaaaaaa3");
  }

  @ParameterizedTest
  @CsvSource({"Shared", InMemoryBackend.SHARED})
  void aVaultThatIsNotAllowedDoesNotExist(String allowed) {
    var scoped = new ScopedBackend(backend, Set.of(allowed));
    assertThat(scoped.vaults()).extracting(Vault::title).containsExactly("Shared");
    assertThat(scoped.item("Shared", InMemoryBackend.NOTE).title()).isEqualTo("Wi-Fi café");
    for (String hidden : List.of(InMemoryBackend.PERSONAL, "Private things")) {
      assertTold(() -> scoped.vault(hidden), ErrorCode.NOT_FOUND, "No vault");
      assertTold(() -> scoped.items(hidden), ErrorCode.NOT_FOUND, "No vault");
      assertTold(() -> scoped.item(hidden, InMemoryBackend.LOGIN), ErrorCode.NOT_FOUND, "No vault");
    }
  }

  @Test
  void aVaultThatIsNotAllowedIsNotWrittenToEither() {
    backend.capable(Capability.values());
    backend.grantGroup(
        InMemoryBackend.SHARED, InMemoryBackend.GROUP, Set.of(Permission.READ_ITEMS));
    backend.grantGroup(
        InMemoryBackend.PERSONAL, InMemoryBackend.GROUP, Set.of(Permission.READ_ITEMS));
    var scoped = new ScopedBackend(backend, Set.of("Shared"));
    var hidden = new ScopedBackend.ItemPlace(InMemoryBackend.PERSONAL, InMemoryBackend.LOGIN);
    var draft = WriteContract.draft("Made");
    var change = new VaultDraft("Renamed", null, null);
    for (ThrowingCallable write :
        List.<ThrowingCallable>of(
            () -> scoped.createItem(InMemoryBackend.PERSONAL, draft),
            () -> scoped.updateItem(hidden, null, item -> item),
            () -> scoped.deleteItem(hidden, null),
            () -> scoped.archiveItem(hidden),
            () -> scoped.updateVault("Private things", change),
            () -> scoped.onVault("Private things", OnePasswordBackend::deleteVault))) {
      assertTold(write, ErrorCode.NOT_FOUND, "No vault");
    }
    // An item that is in another vault does not exist in this one.
    assertTold(
        () -> scoped.deleteItem(new ScopedBackend.ItemPlace("Shared", InMemoryBackend.LOGIN), null),
        ErrorCode.NOT_FOUND,
        "No item");
    assertTold(
        () -> scoped.createVault(new VaultDraft("Another", null, null)),
        ErrorCode.INVALID_ARGUMENTS,
        "--allowed-vault");
    assertThat(scoped.group(InMemoryBackend.GROUP).vaultAccess()).isEmpty();
    assertThat(scoped.groupWithAccess(InMemoryBackend.GROUP).vaultAccess())
        .extracting(VaultAccess::vaultId)
        .containsExactly(InMemoryBackend.SHARED);
    assertThat(backend.item(InMemoryBackend.PERSONAL, InMemoryBackend.LOGIN).version())
        .isEqualTo(3);
    assertThat(backend.vaults())
        .extracting(Vault::title)
        .containsExactly("Private things", "Shared");
  }

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED,BACKEND_UNAUTHORIZED",
    "FORBIDDEN,BACKEND_FORBIDDEN",
    "NOT_FOUND,NOT_FOUND",
    "INVALID,INVALID_ARGUMENTS",
    "CONFLICT,CONFLICT",
    "OUTCOME_UNKNOWN,OUTCOME_UNKNOWN",
    "RATE_LIMITED,RATE_LIMITED",
    "UNREACHABLE,BACKEND_UNAVAILABLE",
    "OVERLOADED,BACKEND_UNAVAILABLE",
    "TIMEOUT,BACKEND_TIMEOUT",
    "BROKEN,BACKEND_ERROR",
    "UNSUPPORTED,UNSUPPORTED_BY_BACKEND",
  })
  void aBackendsFailureIsToldToTheCaller(Kind kind, ErrorCode code) {
    backend.failing(InMemoryBackend.SHARED, kind);
    assertTold(
        () -> everything.vault(InMemoryBackend.SHARED), code, "The vault fails as the test wants");
  }

  private static void assertTold(ThrowingCallable call, ErrorCode code, String told) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OperationException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure).message().contains(told);
            });
  }
}
