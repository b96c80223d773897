package io.mcp1password.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The typed client over a core that takes the official SDKs' requests only. */
class OnePasswordClientTest {

  private static final String VAULT = InMemoryAccount.PERSONAL;
  private static final String LOGIN = InMemoryItems.LOGIN;

  private final InMemoryCore core = InMemoryCore.withSamples();
  private final OnePasswordClient client = OnePasswordClient.connect(core, config("ops_canary"));

  private static ClientConfig config(String token) {
    return ClientConfig.of(new Auth.ServiceAccount(Plaintext.of(token)), "Tests", "1.0");
  }

  private static ItemField field(String id, String value) {
    return new ItemField(id, id, null, ItemFieldType.CONCEALED, Plaintext.of(value), null);
  }

  private Item made(String title) {
    return client
        .items()
        .create(
            ItemCreateParams.of(
                ItemCategory.LOGIN, VAULT, title, List.of(field("password", "canary"))));
  }

  @Test
  void vaultsAreListedReadMadeChangedAndDeleted() {
    assertThat(client.vaults().list()).extracting(VaultOverview::title).hasSize(2);
    assertThat(client.vaults().list(true)).isEqualTo(client.vaults().list());
    assertThat(client.vaults().getOverview(VAULT).createdAt()).isNotNull();
    Vault made = client.vaults().create(new VaultCreateParams("New", "for tests", true));
    assertThat(client.vaults().get(made.id(), true)).isEqualTo(made);
    Vault after = client.vaults().update(made.id(), new VaultUpdateParams("Newer", null));
    assertThat(after.title()).isEqualTo("Newer");
    assertThat(after.description()).isEqualTo("for tests");
    client.vaults().delete(made.id());
    assertThatThrownBy(() -> client.vaults().get(made.id(), false))
        .isInstanceOf(SdkException.NotFound.class);
  }

  @Test
  void groupsGetRightsOnVaults() {
    String group = InMemoryAccount.GROUP;
    client
        .vaults()
        .grantGroupPermissions(VAULT, List.of(new GroupAccess(group, VaultPermissions.READ_ITEMS)));
    int more = VaultPermissions.READ_ITEMS + VaultPermissions.CREATE_ITEMS;
    client.vaults().updateGroupPermissions(List.of(new GroupVaultAccess(VAULT, group, more)));
    var access = new VaultAccess(VAULT, VaultAccessorType.GROUP, group, more);
    assertThat(client.vaults().get(VAULT, true).access()).containsExactly(access);
    assertThat(client.groups().get(group, true).vaultAccess()).containsExactly(access);
    assertThat(client.groups().get(group, false).vaultAccess()).isEmpty();
    client.vaults().revokeGroupPermissions(VAULT, group);
    assertThat(client.vaults().get(VAULT, true).access()).isEmpty();
  }

  @Test
  void anItemIsMadeReadChangedArchivedAndDeleted() {
    Item made = made("Made");
    assertThat(client.items().get(VAULT, made.id())).isEqualTo(made);
    Item after = client.items().put(made.withTitle("Changed"));
    assertThat(after.version()).isEqualTo(made.version() + 1);
    assertThatThrownBy(() -> client.items().put(made)).isInstanceOf(SdkException.Conflict.class);
    client.items().archive(VAULT, made.id());
    assertThat(client.items().list(VAULT)).extracting(ItemOverview::id).doesNotContain(made.id());
    assertThat(client.items().list(VAULT, new ItemListFilter.ByState(false, true)))
        .extracting(ItemOverview::state)
        .containsExactly(ItemState.ARCHIVED);
    client.items().delete(VAULT, made.id());
    assertThatThrownBy(() -> client.items().get(VAULT, made.id()))
        .isInstanceOf(SdkException.NotFound.class);
  }

  @Test
  void anItemGoesThroughUnchanged() {
    Item before = client.items().get(VAULT, LOGIN);
    assertThat(before.fields())
        .extracting(ItemField::details)
        .contains(new ItemFieldDetails.Otp(Plaintext.of("123456"), null));
    Item after = client.items().put(before);
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.with(content(before))).isEqualTo(after);
  }

  private static Item.Content content(Item item) {
    return new Item.Content(
        item.title(), item.fields(), item.sections(), item.notes(), item.tags(), item.websites());
  }

  @Test
  void manyItemsAreMadeReadAndDeletedAtOnce() {
    ItemCreateParams one = ItemCreateParams.of(ItemCategory.LOGIN, VAULT, "One", List.of());
    List<Outcome<Item, ItemFailure>> made = client.items().createAll(VAULT, List.of(one, one));
    assertThat(made).hasSize(2).allSatisfy(each -> assertThat(each.result()).isPresent());
    var failed = new Outcome.Failed<Item, ItemFailure>(ItemFailure.ITEM_NOT_FOUND);
    assertThat(client.items().getAll(VAULT, List.of(LOGIN, "zzz")))
        .hasSize(2)
        .contains(failed)
        .contains(new Outcome.Done<>(client.items().get(VAULT, LOGIN)));
    assertThat(client.items().deleteAll(VAULT, List.of(LOGIN, "zzz")))
        .isEqualTo(
            Map.of(
                LOGIN,
                new Outcome.Done<>(LOGIN),
                "zzz",
                new Outcome.Failed<>(ItemFailure.ITEM_NOT_FOUND)));
  }

  @Test
  void filesAreAttachedReadReplacedAndRemoved() {
    var content = FileContent.of("grüß".getBytes(StandardCharsets.UTF_8));
    Item with =
        client
            .items()
            .files()
            .attach(
                client.items().get(VAULT, LOGIN),
                new FileCreateParams("a.txt", content, "more", "file"));
    FileAttributes file = with.files().getFirst().attributes();
    assertThat(file.size()).isEqualTo(content.size());
    assertThat(client.items().files().read(VAULT, LOGIN, file)).isEqualTo(content);
    assertThat(client.items().files().delete(with, "more", "file").files()).isEmpty();
    Item document =
        client
            .items()
            .files()
            .replaceDocument(
                client.items().get(VAULT, LOGIN), new DocumentCreateParams("b.txt", content));
    assertThat(document.document()).isNotNull();
    assertThat(client.items().put(document).document()).isEqualTo(document.document());
  }

  @Test
  void anItemIsShared() {
    ItemShares shares = client.items().shares();
    ItemShareAccountPolicy policy = shares.getAccountPolicy(VAULT, LOGIN);
    assertThat(policy.maxExpiry()).isEqualTo(ItemShareDuration.SEVEN_DAYS);
    assertThat(policy.maxViews()).isNull();
    List<ValidRecipient> recipients = shares.validateRecipients(policy, List.of("a@example.com"));
    assertThat(recipients).containsExactly(new ValidRecipient.Email("a@example.com"));
    Item item = client.items().get(VAULT, LOGIN);
    var params = new ItemShareParams(recipients, ItemShareDuration.ONE_HOUR, true);
    assertThat(shares.create(item, policy, params).reveal()).startsWith("https://");
    var forAll = new ItemShareParams(List.of(), null, false);
    assertThat(shares.create(item, policy, forAll).isEmpty()).isFalse();
  }

  @Test
  void secretsAreResolvedOneByOneAndTogether() {
    String reference = "op://Private things/Example/password";
    assertThat(client.secrets().resolve(reference).reveal()).isEqualTo("canary-password");
    var resolved =
        new ResolvedReference(Plaintext.of("canary-password"), LOGIN, InMemoryAccount.PERSONAL);
    assertThat(client.secrets().resolveAll(List.of(reference, "op://a/b/c", "nothing")))
        .isEqualTo(
            Map.of(
                reference,
                new Outcome.Done<>(resolved),
                "op://a/b/c",
                new Outcome.Failed<>(ResolveFailure.ITEM_NOT_FOUND),
                "nothing",
                new Outcome.Failed<>(ResolveFailure.PARSING)));
  }

  @Test
  void whatNeedsNoNetworkNeedsNoClient() {
    Secrets.validateSecretReference(core, "op://a/b/c");
    assertThatThrownBy(() -> client.secrets().validateSecretReference("op://canary"))
        .isInstanceOf(SdkException.InvalidInput.class)
        .hasMessageNotContaining("canary");
    for (PasswordRecipe recipe :
        List.of(
            new PasswordRecipe.Random(true, false, 20),
            new PasswordRecipe.Pin(20),
            new PasswordRecipe.Memorable(
                SeparatorType.HYPHENS, true, WordListType.FULL_WORDS, 4))) {
      assertThat(Secrets.generatePassword(core, recipe).isEmpty()).isFalse();
    }
    assertThatThrownBy(
            () -> client.secrets().generatePassword(new PasswordRecipe.Random(true, true, 7)))
        .isInstanceOf(SdkException.InvalidInput.class);
  }

  @Test
  void environmentsTellTheirVariables() {
    assertThat(client.environments().getVariables(InMemoryAccount.ENVIRONMENT))
        .contains(new EnvironmentVariable("API_TOKEN", Plaintext.of("canary-token"), true));
    assertThatThrownBy(() -> client.environments().getVariables("none"))
        .isInstanceOf(SdkException.NotFound.class);
  }

  @Test
  void whatANewerCoreTellsIsPassedOver() {
    core.account().addFromTheFuture("ffffffffffffffffffffffffff");
    assertThat(client.vaults().get("ffffffffffffffffffffffffff", false).vaultType())
        .isEqualTo(VaultType.UNKNOWN);
  }

  @Test
  void whatIsNotKnownIsNeverSentBack() {
    Item item = client.items().get(VAULT, LOGIN);
    var strange =
        new ItemField("x", "x", null, ItemFieldType.UNKNOWN, Plaintext.of("canary"), null);
    assertThatThrownBy(() -> client.items().put(item.withFields(List.of(strange))))
        .isInstanceOf(SdkException.InvalidInput.class)
        .hasMessageNotContaining("canary");
    assertThat(core.calls("ItemsPut")).isZero();
  }

  @Test
  void anExpiredSessionIsRenewedOnce() {
    core.expireSessions();
    assertThat(client.vaults().list()).hasSize(2);
    assertThat(core.calls("initClient")).isEqualTo(2);
    String expired = "DesktopSessionExpired";
    core.failing("VaultsList", expired, "").failing("VaultsList", expired, "");
    assertThatThrownBy(() -> client.vaults().list())
        .isInstanceOf(SdkException.SessionExpired.class);
    assertThat(core.calls("initClient")).isEqualTo(3);
  }

  @Test
  void aClosedClientIsReleased() {
    client.close();
    assertThat(core.calls("releaseClient")).isEqualTo(1);
  }

  @Test
  void whatIsNeverAnsweredTimesOut() {
    var auth = new Auth.Desktop("My account");
    var hasty =
        OnePasswordClient.connect(
            core, new ClientConfig(auth, "Tests", "1.0", Duration.ofMillis(20)));
    core.silent("VaultsList");
    assertThatThrownBy(() -> hasty.vaults().list()).isInstanceOf(SdkException.TimedOut.class);
  }

  @Test
  void aRequestBeyondTheCoresLimitIsNotSent() {
    Item item = client.items().get(VAULT, LOGIN);
    Item huge = item.withFields(List.of(field("password", "x".repeat(50 * 1024 * 1024))));
    assertThatThrownBy(() -> client.items().put(huge)).isInstanceOf(SdkException.TooLarge.class);
    assertThat(core.calls("ItemsPut")).isZero();
  }

  @Test
  void aMalformedTokenIsToldWithoutIt() {
    assertThatThrownBy(() -> OnePasswordClient.connect(core, config("canary")))
        .isInstanceOf(SdkException.InvalidConfiguration.class)
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @CsvSource({
    "RateLimitExceeded, rate limit exceeded, RateLimited",
    "Api, http error: rate limit exceeded, RateLimited",
    "AuthExpired, expired, Unauthorized",
    "Auth, authentication error: you are not authenticated, Unauthorized",
    "Api, you don't have the right permissions to access this resource, Forbidden",
    "Item, you don't have the right permissions to execute this request, Forbidden",
    "Api, resource not found, NotFound",
    "ItemApi, vault couldn't be found, NotFound",
    "ItemApi, provided ID does not correspond to an Environment, NotFound",
    "GettingGroup, group not found for id canary, NotFound",
    "Item, incorrect item version, Conflict",
    "Api, a conflict occurred on the server, Conflict",
    "Api, request timeout, TimedOut",
    "Item, validation error: canary, InvalidInput",
    "'', data did not match any variant of untagged enum Invocation, InvalidInput",
    "InvalidConfiguration, integration name, InvalidConfiguration",
    "ParsingSecretReference, op://canary, InvalidInput",
    "CoreUnavailable, no library, Unavailable",
    "MessageTooLarge, canary, TooLarge",
    "CoreCrashed, canary, Other",
    "Internal, canary, Other",
    "can ary, canary, Other"
  })
  void theCoresErrorsAreTyped(String name, String message, String type) {
    core.failing("ItemsList", name, message);
    assertThatThrownBy(() -> client.items().list(VAULT))
        .isInstanceOf(SdkException.class)
        .hasNoCause()
        .hasMessageNotContaining("canary")
        .extracting(failure -> failure.getClass().getSimpleName())
        .isEqualTo(type);
  }

  @Test
  void theSelfTestTellsWhatIsWrong() {
    assertThat(CoreSelfTest.problem(core)).isEmpty();
    assertThat(CoreSelfTest.problem(new BrokenCore(core)))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("does not work").doesNotContain("canary"));
  }

  /** A core that fails whatever needs no client. */
  private record BrokenCore(Core core) implements Core {

    @Override
    public CompletableFuture<String> initClient(String configJson) {
      return core.initClient(configJson);
    }

    @Override
    public CompletableFuture<String> invoke(String requestJson) {
      return core.invoke(requestJson);
    }

    @Override
    public String invokeSync(String requestJson) {
      throw new CoreException(CoreException.CRASHED, "canary");
    }

    @Override
    public void releaseClient(String clientId) {
      core.releaseClient(clientId);
    }

    @Override
    public void close() {
      core.close();
    }
  }

  @Test
  void nothingPrintsAPlaintext() {
    Item item = client.items().get(VAULT, LOGIN);
    assertThat(
            List.of(
                item.toString(),
                config("ops_canary").toString(),
                client.environments().getVariables(InMemoryAccount.ENVIRONMENT).toString(),
                FileContent.of(new byte[3]).toString()))
        .allSatisfy(
            printed ->
                assertThat(printed)
                    .doesNotContainIgnoringCase("canary")
                    .doesNotContain("123456", "someone@"));
  }
}
