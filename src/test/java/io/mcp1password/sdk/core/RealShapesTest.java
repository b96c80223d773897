package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.sdk.Auth;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.CoreSelfTest;
import io.mcp1password.sdk.InMemoryAccount;
import io.mcp1password.sdk.InMemoryCore;
import io.mcp1password.sdk.InMemoryItems;
import io.mcp1password.sdk.Item;
import io.mcp1password.sdk.ItemListFilter;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.Plaintext;
import io.mcp1password.sdk.SdkException;
import io.mcp1password.sdk.VaultCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The real core takes the typed client's requests: it reads a request before it looks for the
 * client, so that one it can read ends with an unknown client, and any other as invalid.
 */
class RealShapesTest {

  private static final ClientConfig CONFIG =
      ClientConfig.of(new Auth.ServiceAccount(Plaintext.of("ops_x")), "Tests", "1.0");

  /** A core that believes everyone to be signed in. */
  private record Believing(Core core) implements Core {

    @Override
    public CompletableFuture<String> initClient(String configJson) {
      return CompletableFuture.completedFuture("99");
    }

    @Override
    public CompletableFuture<String> invoke(String requestJson) {
      return core.invoke(requestJson);
    }

    @Override
    public String invokeSync(String requestJson) {
      return core.invokeSync(requestJson);
    }

    @Override
    public void releaseClient(String clientId) {}

    @Override
    public void close() {
      core.close();
    }
  }

  private static Item item() {
    try (var client = OnePasswordClient.connect(InMemoryCore.withSamples(), CONFIG)) {
      return client.items().get(InMemoryAccount.PERSONAL, InMemoryItems.LOGIN);
    }
  }

  private static Stream<Consumer<OnePasswordClient>> calls() {
    String vault = InMemoryAccount.PERSONAL;
    return Stream.of(
        client -> client.vaults().list(true),
        client -> client.vaults().get(vault, true),
        client -> client.vaults().create(new VaultCreateParams("New", null, true)),
        client -> client.items().list(vault, new ItemListFilter.ByState(true, true)),
        client -> client.items().put(item()),
        client -> client.groups().get(InMemoryAccount.GROUP, true),
        client -> client.environments().getVariables(InMemoryAccount.ENVIRONMENT),
        client -> client.secrets().resolveAll(List.of("op://a/b/c")));
  }

  @Test
  void itReadsWhatTheClientSends() {
    try (var core = new Believing(RealCore.open(Duration.ofSeconds(10)));
        var client = OnePasswordClient.connect(core, CONFIG)) {
      calls()
          .forEach(
              call ->
                  assertThatThrownBy(() -> call.accept(client))
                      .isInstanceOf(SdkException.SessionExpired.class));
    }
  }

  @Test
  void itPassesTheSelfTest() {
    try (var core = RealCore.open(Duration.ofSeconds(10))) {
      assertThat(CoreSelfTest.problem(core)).isEmpty();
    }
  }

  @Test
  void aMalformedTokenIsToldAsSuch() {
    try (var core = RealCore.open(Duration.ofSeconds(10))) {
      assertThatThrownBy(() -> OnePasswordClient.connect(core, CONFIG))
          .isInstanceOf(SdkException.InvalidConfiguration.class);
    }
  }
}
