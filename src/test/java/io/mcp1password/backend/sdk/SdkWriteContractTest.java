package io.mcp1password.backend.sdk;

import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.WriteContract;

/** The SDK's backend writes as the others do. */
class SdkWriteContractTest extends WriteContract {

  private final SdkBackend backend = SdkFixture.backend();

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
