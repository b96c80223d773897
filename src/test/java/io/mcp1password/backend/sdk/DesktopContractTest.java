package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendContract;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.sdk.Auth;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.InMemoryCore;
import org.junit.jupiter.api.BeforeEach;

/** The desktop app keeps the contract of backends. */
class DesktopContractTest extends BackendContract {

  private final SdkBackend backend =
      SdkBackend.forDesktop(
          InMemoryCore.withSamples(),
          ClientConfig.of(new Auth.Desktop("My account"), "Tests", "1.0"));

  @BeforeEach
  void signIn() {
    backend.vaults();
  }

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
