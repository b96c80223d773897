package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.mcp1password.sdk.Auth;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.Item;
import io.mcp1password.sdk.ItemCategory;
import io.mcp1password.sdk.ItemCreateParams;
import io.mcp1password.sdk.ItemField;
import io.mcp1password.sdk.ItemFieldType;
import io.mcp1password.sdk.ItemListFilter;
import io.mcp1password.sdk.ItemOverview;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.Plaintext;
import io.mcp1password.sdk.SdkException;
import io.mcp1password.sdk.VaultOverview;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real core signs in to a stand-in of the server, and the typed client works through it. A
 * sign-in is costly, so the tests share one, and each has items of its own.
 */
class SignedInTest {

  private static final List<String> SIGN_IN =
      List.of(
          "POST /api/v3/auth/start",
          "POST /api/v2/auth",
          "POST /api/v2/auth/confirm-key",
          "POST /api/v2/auth/complete");
  private static final String LIST_VAULTS = "GET /api/v1/vaults";
  private static final String PASSWORD = "correct horse battery staple";
  private static final Duration BOUND = Duration.ofMinutes(10);

  private static WasmCore core;
  private static StandInServer server;
  private static OnePasswordClient client;
  private static List<String> requestsOfSignIn;

  @BeforeAll
  static void signIn() throws IOException {
    core = RealCore.open(Duration.ofSeconds(60));
    server = new StandInServer();
    client = connect(server);
    requestsOfSignIn = server.requests();
  }

  @AfterAll
  static void close() {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
    if (core != null) {
      core.close();
    }
  }

  @BeforeEach
  void forgetRequests() {
    server.requests();
  }

  @Test
  void theSignInIsCompleted() {
    assertThat(requestsOfSignIn).isEqualTo(SIGN_IN);
  }

  @Test
  void aServerWithoutTheKeyIsNotTrusted() throws IOException {
    try (StandInServer other = new StandInServer()) {
      other.forge();
      assertThatExceptionOfType(SdkException.class).isThrownBy(() -> connect(other));
      assertThat(other.requests()).isEqualTo(SIGN_IN.subList(0, 3));
    }
  }

  @Test
  void aSessionThatIsOverIsRenewedByTheCore() {
    server.refuse(LIST_VAULTS, 401);
    assertThat(client.vaults().list()).hasSize(1);
    assertThat(server.requests()).startsWith(LIST_VAULTS).containsSubsequence(SIGN_IN);
  }

  @Test
  void theVaultIsListed() {
    assertThat(client.vaults().list())
        .extracting(VaultOverview::id, VaultOverview::title)
        .containsExactly(tuple(vault(), StandInAccount.VAULT_TITLE));
    assertThat(server.requests()).startsWith(LIST_VAULTS);
  }

  @Test
  void anItemIsListedAndRead() {
    String login = server.account().addLogin("Database", "alice", PASSWORD);
    assertThat(client.items().list(vault()))
        .extracting(ItemOverview::id, ItemOverview::title)
        .contains(tuple(login, "Database"));
    Item item = client.items().get(vault(), login);
    assertThat(item.category()).isEqualTo(ItemCategory.LOGIN);
    assertThat(item.fields())
        .extracting(ItemField::title, field -> field.value().reveal())
        .containsExactly(tuple("username", "alice"), tuple("password", PASSWORD));
  }

  @Test
  void referencesAreResolved() {
    String login = server.account().addLogin("Mail", "bob", PASSWORD);
    String reference = "op://" + StandInAccount.VAULT_TITLE + "/Mail/password";
    assertThat(client.secrets().resolve(reference).reveal()).isEqualTo(PASSWORD);
    assertThat(client.secrets().resolveAll(List.of(reference, reference + "-not")))
        .hasEntrySatisfying(
            reference, told -> assertThat(told.result().orElseThrow().itemId()).isEqualTo(login))
        .hasEntrySatisfying(reference + "-not", told -> assertThat(told.result()).isEmpty());
  }

  @Test
  void anItemIsMadeChangedArchivedAndDeleted() {
    var first = Plaintext.of("1st");
    var field = new ItemField("password", "password", null, ItemFieldType.CONCEALED, first, null);
    var params = ItemCreateParams.of(ItemCategory.LOGIN, vault(), "New", List.of(field));
    Item made = client.items().create(params);
    Item put = client.items().put(made.withTitle("Newer"));
    assertThat(put.version()).isGreaterThan(made.version());
    assertThat(client.items().get(vault(), made.id()).title()).isEqualTo("Newer");
    client.items().archive(vault(), made.id());
    assertThat(listed(true, false)).doesNotContain(made.id());
    assertThat(listed(false, true)).contains(made.id());
    client.items().delete(vault(), made.id());
    assertThat(listed(true, true)).doesNotContain(made.id());
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden",
    "404, NotFound",
    "409, Conflict",
    "413, TooLarge",
    "429, RateLimited",
    "500, Other"
  })
  void aRefusalWithinTheSessionIsTyped(int status, String kind) {
    server.refuse(LIST_VAULTS, status);
    assertThat(catchThrowable(() -> client.vaults().list()))
        .isInstanceOf(SdkException.class)
        .extracting(failure -> failure.getClass().getSimpleName())
        .isEqualTo(kind);
    assertThat(client.vaults().list()).hasSize(1);
  }

  @Test
  void whatThereIsNotIsNotFound() {
    String missing = StandInAccount.uuid();
    assertThatExceptionOfType(SdkException.NotFound.class)
        .isThrownBy(() -> client.items().get(vault(), missing));
    assertThatExceptionOfType(SdkException.NotFound.class)
        .isThrownBy(() -> client.vaults().getOverview(missing));
    assertThatExceptionOfType(SdkException.NotFound.class)
        .isThrownBy(() -> client.groups().get(missing, true));
    assertThatExceptionOfType(SdkException.NotFound.class)
        .isThrownBy(() -> client.secrets().resolve("op://Stand-in/Nothing/password"));
  }

  private static OnePasswordClient connect(StandInServer server) {
    var auth = new Auth.ServiceAccount(Plaintext.of(server.token().text()));
    return OnePasswordClient.connect(core, new ClientConfig(auth, "Tests", "1.0", BOUND));
  }

  private static String vault() {
    return server.account().vaultId();
  }

  private static List<String> listed(boolean active, boolean archived) {
    return client.items().list(vault(), new ItemListFilter.ByState(active, archived)).stream()
        .map(ItemOverview::id)
        .toList();
  }
}
