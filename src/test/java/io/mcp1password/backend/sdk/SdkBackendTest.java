package io.mcp1password.backend.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.backend.WriteContract;
import io.mcp1password.model.AccessorType;
import io.mcp1password.model.Capability;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Field;
import io.mcp1password.model.GroupType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Permission;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultAccess;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.model.VaultType;
import io.mcp1password.model.WrittenItem;
import io.mcp1password.sdk.InMemoryCore;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What only the SDK can do, and what it does when something goes wrong. */
class SdkBackendTest {

  private static final String VAULT = InMemoryBackend.PERSONAL;
  private static final String LOGIN = InMemoryBackend.LOGIN;
  private static final String GROUP = InMemoryBackend.GROUP;

  private final InMemoryCore core = InMemoryCore.withSamples();
  private final SdkFixture fixture = new SdkFixture(core);
  private final SdkBackend backend = fixture.of(SdkFixture.LIMITS);

  private static Item renamed(Item item) {
    var overview = item.overview();
    return item.with(
        overview.with("Renamed", overview.tags(), overview.websites()),
        item.sections(),
        item.fields(),
        item.notes());
  }

  private static Kind failure(ThrowingCallable call) {
    BackendException failure = catchThrowableOfType(BackendException.class, call);
    assertThat(failure).isNotNull().hasMessageNotContaining("canary").hasNoCause();
    return failure.kind();
  }

  @Test
  void itCanDoEverything() {
    assertThat(backend.capabilities()).containsExactlyInAnyOrder(Capability.values());
  }

  @Test
  void vaultsAreMadeChangedAndDeleted() {
    Vault made = backend.createVault(new VaultDraft("New", "for tests", false));
    assertThat(made.title()).isEqualTo("New");
    Vault after = backend.updateVault(made.id(), new VaultDraft(null, "changed", null));
    assertThat(after.title()).isEqualTo("New");
    assertThat(after.description()).isEqualTo("changed");
    assertThat(backend.vault(made.id()).description()).isEqualTo("changed");
    backend.deleteVault(made.id());
    assertThat(failure(() -> backend.vault(made.id()))).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> backend.deleteVault("../x"))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void groupsGetRightsOnVaults() {
    backend.grantGroup(VAULT, GROUP, Set.of(Permission.READ_ITEMS));
    backend.updateGroup(VAULT, GROUP, Set.of(Permission.READ_ITEMS, Permission.SEND_ITEMS));
    var access = new VaultAccess(VAULT, AccessorType.GROUP, GROUP, 32 + 1048576);
    assertThat(backend.vaultWithAccess(VAULT).access()).containsExactly(access);
    assertThat(backend.vaultWithAccess(VAULT).createdAt()).isNotNull();
    assertThat(backend.vault(VAULT).access()).isEmpty();
    assertThat(backend.groupWithAccess(GROUP).vaultAccess()).containsExactly(access);
    assertThat(backend.group(GROUP).vaultAccess()).isEmpty();
    assertThat(backend.group(GROUP).groupType()).isEqualTo(GroupType.USER_DEFINED);
    backend.revokeGroup(VAULT, GROUP);
    assertThat(backend.vaultWithAccess(VAULT).access()).isEmpty();
    assertThat(failure(() -> backend.group("zzz"))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void environmentsHaveVariables() {
    assertThat(backend.environmentVariables(InMemoryBackend.ENVIRONMENT))
        .containsExactly(
            new EnvironmentVariable("API_TOKEN", Secret.of("canary-token"), true),
            new EnvironmentVariable("Region", Secret.of("canary-region"), false));
    assertThat(failure(() -> backend.environmentVariables("zzz"))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void anArchivedItemIsListedAsSuch() {
    backend.archiveItem(VAULT, LOGIN);
    assertThat(backend.items(VAULT))
        .extracting(ItemOverview::state)
        .containsExactly(ItemState.ARCHIVED);
    assertThat(backend.item(VAULT, LOGIN).overview().state()).isEqualTo(ItemState.ARCHIVED);
  }

  @Test
  void aVaultOfAnUnknownKindIsReadAllTheSame() {
    core.account().addFromTheFuture("ffffffffffffffffffffffffff");
    assertThat(backend.vault("ffffffffffffffffffffffffff").vaultType())
        .isEqualTo(VaultType.UNSUPPORTED);
  }

  @Test
  void aChangeThatMeetsAnotherStartsAnew() {
    core.failing("ItemsPut", "Item", "incorrect item version");
    WrittenItem written = backend.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed);
    assertThat(written.item().title()).isEqualTo("Renamed");
    assertThat(core.calls("ItemsPut")).isEqualTo(2);
  }

  @Test
  void aChangeOfACertainVersionDoesNot() {
    long version = backend.item(VAULT, LOGIN).version();
    core.failing("ItemsPut", "Item", "incorrect item version");
    assertThat(failure(() -> backend.updateItem(VAULT, LOGIN, version, SdkBackendTest::renamed)))
        .isEqualTo(Kind.CONFLICT);
    assertThat(core.calls("ItemsPut")).isEqualTo(1);
  }

  @Test
  void aChangeThatBrokeOffIsLookedFor() {
    core.failingAfterwards("ItemsPut", "Internal", "canary");
    WrittenItem written = backend.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed);
    assertThat(written.item().title()).isEqualTo("Renamed");
    assertThat(written.visible()).isTrue();
    assertThat(core.calls("ItemsPut")).isEqualTo(1);
  }

  @Test
  void aChangeThatWasNotMadeIsToldAsFailed() {
    core.failing("ItemsPut", "Internal", "canary");
    assertThat(failure(() -> backend.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed)))
        .isEqualTo(Kind.BROKEN);
    assertThat(backend.item(VAULT, LOGIN).title()).isEqualTo("Example");
  }

  @Test
  void aWriteThatIsNeverAnsweredMayHaveBeenMade() {
    core.silent("ItemsPut").silent("ItemsCreate").silent("VaultsCreate").silent("ItemsDelete");
    SdkBackend hasty = fixture.hasty();
    assertThat(
            List.of(
                failure(() -> hasty.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed)),
                failure(() -> hasty.createItem(VAULT, WriteContract.draft("New"))),
                failure(() -> hasty.createVault(new VaultDraft("New", null, null))),
                failure(() -> hasty.deleteItem(VAULT, LOGIN, null))))
        .containsOnly(Kind.OUTCOME_UNKNOWN);
  }

  @Test
  void aDeletionThatBrokeOffIsLookedFor() {
    core.failingAfterwards("ItemsDelete", "Internal", "canary");
    assertThat(backend.deleteItem(VAULT, LOGIN, null).visible()).isTrue();
    assertThat(core.calls("ItemsDelete")).isEqualTo(1);
  }

  @Test
  void aWriteThatCannotBeReadBackIsToldAsNotShownYet() {
    core.failing("ItemsGet", "Internal", "canary");
    WrittenItem written = backend.createItem(VAULT, WriteContract.draft("New"));
    assertThat(written.visible()).isFalse();
    assertThat(written.item().title()).isEqualTo("New");
  }

  private void plant(String category, String fieldType) {
    JsonObject passkey =
        Json.createObjectBuilder()
            .add("id", "passkey")
            .add("title", "Passkey")
            .add("fieldType", fieldType)
            .add("value", "")
            .build();
    JsonObject login = core.account().items().stored(LOGIN);
    core.account()
        .items()
        .put(
            Json.createObjectBuilder(login)
                .add("category", category)
                .add("fields", Json.createArrayBuilder(login.getJsonArray("fields")).add(passkey))
                .build());
  }

  @Test
  void whatTheSdkCannotMakeIsKeptByAChangeOfSomethingElse() {
    plant("Login", "Unsupported");
    Item after = backend.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed).item();
    assertThat(after.title()).isEqualTo("Renamed");
    assertThat(after.fields()).extracting(Field::id).contains("passkey");
  }

  @Test
  void whatTheSdkCannotMakeIsNeitherLostNorChanged() {
    plant("Login", "Unsupported");
    assertThat(
            failure(
                () -> backend.updateItem(VAULT, LOGIN, null, item -> item.withFields(List.of()))))
        .isEqualTo(Kind.UNSUPPORTED);
    assertThat(
            failure(
                () ->
                    backend.updateItem(
                        VAULT,
                        LOGIN,
                        null,
                        item ->
                            item.withFields(
                                item.fields().stream()
                                    .map(each -> each.concealing(Secret.of("x")))
                                    .toList()))))
        .isEqualTo(Kind.UNSUPPORTED);
    assertThat(core.calls("ItemsPut")).isZero();
  }

  @Test
  void anItemOfAKindThatTheSdkDoesNotKnowIsNotChanged() {
    plant("Unsupported", "Text");
    assertThat(failure(() -> backend.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed)))
        .isEqualTo(Kind.UNSUPPORTED);
    plant("FromTheFuture", "AlsoFromThere");
    assertThat(failure(() -> backend.updateItem(VAULT, LOGIN, null, SdkBackendTest::renamed)))
        .isEqualTo(Kind.INVALID);
    assertThat(core.calls("ItemsPut")).isZero();
  }

  @Test
  void aFailedSignInIsToldAndNotRepeatedAtOnce() {
    core.failing("initClient", "Auth", "you are not authenticated");
    assertThat(failure(backend::vaults)).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(backend.ready()).isFalse();
    assertThat(failure(() -> backend.item(VAULT, LOGIN))).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(core.calls()).containsExactly("initClient");
    fixture.pass(Duration.ofSeconds(5));
    assertThat(backend.vaults()).hasSize(2);
    assertThat(backend.ready()).isTrue();
  }

  @Test
  void refusedCredentialsAreTriedAnew() {
    backend.vaults();
    core.failing("ItemsList", "AuthExpired", "");
    assertThat(failure(() -> backend.items(VAULT))).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(backend.items(VAULT)).hasSize(1);
    assertThat(core.calls("initClient")).isEqualTo(2);
  }
}
