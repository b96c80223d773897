package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendContract;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.sdk.InMemoryCore;
import org.junit.jupiter.api.BeforeEach;

/** A service account keeps the contract of backends. */
class SdkContractTest extends BackendContract {

  private final SdkBackend backend =
      SdkBackend.forServiceAccount(SdkFixture.signIn(InMemoryCore.withSamples()));

  @BeforeEach
  void signIn() {
    backend.vaults();
  }

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
