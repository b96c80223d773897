package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Category;
import io.mcp1password.model.Item;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Vault;
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

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED,BACKEND_UNAUTHORIZED",
    "FORBIDDEN,BACKEND_FORBIDDEN",
    "NOT_FOUND,NOT_FOUND",
    "INVALID,INVALID_ARGUMENTS",
    "CONFLICT,CONFLICT",
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
