package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.sdk.SdkBackend;
import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.OperationListener;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.sdk.CoreException;
import io.mcp1password.sdk.InMemoryCore;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modes of the SDK: there at once, ready when the core is loaded and signed in. */
class SdkModesTest {

  private static final String SERVICE_ACCOUNT = "service-account";

  @TempDir private Path folder;

  private Settings settings(String mode) {
    return SettingsLoader.withMicroProfile(Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_canary"))
        .load(
            List.of(
                "--auth-mode=" + mode,
                "--account=My account",
                "--audit-log-path=" + folder.resolve("audit.jsonl")))
        .settings();
  }

  @ParameterizedTest
  @ValueSource(strings = {SERVICE_ACCOUNT, "desktop"})
  void everyOperationIsOfferedWhileTheCoreIsStillLoaded(String mode) {
    var loaded = new CountDownLatch(1);
    CoreSource slow =
        _ -> {
          await(loaded);
          return InMemoryCore.withSamples();
        };
    Settings settings = settings(mode);
    try (var process = BackendProcess.start(settings, slow)) {
      OnePasswordBackend backend = process.lazily().backend();
      assertThat(backend.ready()).isFalse();
      assertThat(backend.callBudget()).isEmpty();
      assertThat(backend.capabilities()).isEqualTo(SdkBackend.CAPABILITIES);
      var wiring = ServiceWiring.of(settings, backend, process.audit(), OperationListener.NONE);
      assertThat(wiring.catalog().find("group_get")).isPresent();
      loaded.countDown();
      assertThat(call(wiring, "vault_list").content().getJsonArray("vaults")).hasSize(2);
      assertThat(backend.ready()).isTrue();
    }
  }

  private static OperationResult call(ServiceWiring wiring, String operation) {
    return wiring
        .invoker()
        .invoke(
            wiring.catalog().find(operation).orElseThrow(),
            JsonValue.EMPTY_JSON_OBJECT,
            Caller.of(Caller.Surface.REST, "test"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theRequestsThatAreLeftAreShown() {
    Settings settings = settings(SERVICE_ACCOUNT);
    try (var process = BackendProcess.start(settings, _ -> InMemoryCore.withSamples())) {
      var wiring =
          ServiceWiring.of(
              settings, process.lazily().backend(), process.audit(), OperationListener.NONE);
      call(wiring, "vault_list");
      assertThat(call(wiring, "op_session_status").content().getJsonObject("requestBudget"))
          .isEqualTo(
              ServiceFixture.json(
                  "{'readsLimit':900,'readsUsed':1,'writesLimit':90,'writesUsed':0,"
                      + "'retryAfterSeconds':0}"));
    }
  }

  @Test
  void aCoreThatIsMissingIsTold() {
    CoreSource none =
        _ -> {
          throw new CoreException(CoreException.UNAVAILABLE, "canary");
        };
    try (var process = BackendProcess.start(settings("desktop"), none)) {
      OnePasswordBackend backend = process.lazily().backend();
      assertThatThrownBy(backend::vaults)
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("core is not available")
          .hasMessageNotContaining("canary");
      assertThat(backend.ready()).isFalse();
    }
  }
}
