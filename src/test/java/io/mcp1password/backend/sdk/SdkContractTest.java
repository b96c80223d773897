package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendContract;
import io.mcp1password.backend.OnePasswordBackend;
import org.junit.jupiter.api.BeforeEach;

/** A service account keeps the contract of backends. */
class SdkContractTest extends BackendContract {

  private final SdkBackend backend = SdkFixture.backend();

  @BeforeEach
  void signIn() {
    backend.vaults();
  }

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
