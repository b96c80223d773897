package io.mcp1password.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Vault;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every backend promises.
 *
 * <p>The backend under test holds at least one item with notes, one with a field in a section, and
 * one with a TOTP field whose code is known.
 */
public abstract class BackendContract {

  private static final String WELL_FORMED_BUT_UNKNOWN = "zzzzzzzzzzzzzzzzzzzzzzzzzz";

  /** The backend under test, with its content. */
  protected abstract OnePasswordBackend backend();

  @Test
  void readsItemsAtLeast() {
    assertThat(backend().capabilities()).contains(Capability.ITEMS);
  }

  @Test
  void isReady() {
    assertThat(backend().ready()).isTrue();
  }

  @Test
  void listsVaultsThatCanBeReadOneByOne() {
    List<Vault> vaults = backend().vaults();
    assertThat(vaults).isNotEmpty().extracting(Vault::id).doesNotHaveDuplicates();
    for (Vault listed : vaults) {
      Vault vault = backend().vault(listed.id());
      assertThat(vault.title()).isEqualTo(listed.title()).isNotBlank();
      assertThat(vault.vaultType()).isEqualTo(listed.vaultType());
    }
  }

  @Test
  void listsItemsOfTheVaultAskedFor() {
    for (Vault vault : backend().vaults()) {
      assertThat(backend().items(vault.id()))
          .allSatisfy(item -> assertThat(item.vaultId()).isEqualTo(vault.id()))
          .extracting(ItemOverview::id)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void readsEachListedItemWhole() {
    for (Vault vault : backend().vaults()) {
      for (ItemOverview listed : backend().items(vault.id())) {
        assertThat(backend().item(vault.id(), listed.id()).overview()).isEqualTo(listed);
      }
    }
  }

  @Test
  void keepsNotesApartFromTheFields() {
    assertThat(items())
        .anySatisfy(item -> assertThat(item.notes().isEmpty()).isFalse())
        .allSatisfy(
            item -> assertThat(item.fields()).extracting(Field::id).doesNotContain("notesPlain"));
  }

  @Test
  void placesFieldsInDeclaredSections() {
    assertThat(items())
        .anySatisfy(
            item ->
                assertThat(item.fields())
                    .extracting(Field::sectionId)
                    .containsAnyElementsOf(item.sections().stream().map(Section::id).toList()));
  }

  @Test
  void givesTheCodeOfATotpField() {
    assertThat(items())
        .flatExtracting(Item::fields)
        .filteredOn(field -> field.fieldType() == FieldType.TOTP)
        .anySatisfy(
            field -> {
              assertThat(field.code()).isNotNull();
              assertThat(field.value().isEmpty()).isFalse();
            });
  }

  @Test
  void printsNoSecret() {
    assertThat(items())
        .allSatisfy(
            item -> {
              List<String> secrets =
                  Stream.concat(
                          Stream.of(item.notes()),
                          item.fields().stream()
                              .flatMap(each -> Stream.of(each.value(), orEmpty(each.code()))))
                      .map(Secret::reveal)
                      .filter(secret -> secret.length() > 5)
                      .toList();
              assertThat(secrets)
                  .allSatisfy(
                      secret -> assertThat(item.fields().toString()).doesNotContain(secret));
            });
  }

  @Test
  void doesNotFindAnUnknownItem() {
    String vaultId = backend().vaults().getFirst().id();
    assertThat(failure(() -> backend().item(vaultId, WELL_FORMED_BUT_UNKNOWN)).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void doesNotFindOrCoverAnUnknownVault() {
    assertThat(
            List.of(
                failure(() -> backend().vault(WELL_FORMED_BUT_UNKNOWN)).kind(),
                failure(() -> backend().items(WELL_FORMED_BUT_UNKNOWN)).kind(),
                failure(() -> backend().item(WELL_FORMED_BUT_UNKNOWN, WELL_FORMED_BUT_UNKNOWN))
                    .kind()))
        .isSubsetOf(Kind.NOT_FOUND, Kind.FORBIDDEN);
  }

  @Test
  void doesNotFindAMalformedId() {
    String vaultId = backend().vaults().getFirst().id();
    for (String id : List.of("", ".", "..", "a/b", "a%2Fb", "{x}", "a b", "ü", "\u0000", "short")) {
      assertThat(failure(() -> backend().vault(id)).kind()).as(id).isEqualTo(Kind.NOT_FOUND);
      assertThat(failure(() -> backend().items(id)).kind()).as(id).isEqualTo(Kind.NOT_FOUND);
      assertThat(failure(() -> backend().item(vaultId, id)).kind())
          .as(id)
          .isEqualTo(Kind.NOT_FOUND);
    }
    assertThat(failure(() -> backend().vault("a".repeat(10_000))).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    String vaultId = backend().vaults().getFirst().id();
    List<ItemOverview> expected = backend().items(vaultId);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<ItemOverview>> search = () -> backend().items(vaultId);
      for (Future<List<ItemOverview>> answer :
          threads.invokeAll(IntStream.range(0, 200).mapToObj(_ -> search).toList())) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  private List<Item> items() {
    return backend().vaults().stream()
        .flatMap(
            vault ->
                backend().items(vault.id()).stream()
                    .map(item -> backend().item(vault.id(), item.id())))
        .toList();
  }

  private static Secret orEmpty(@Nullable Secret secret) {
    return secret == null ? Secret.EMPTY : secret;
  }

  private static BackendException failure(ThrowingCallable call) {
    BackendException failure = catchThrowableOfType(BackendException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
