package io.mcp1password.service;

import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.sdk.SdkFixture;

/** What takes more than Connect, over the SDK. */
class SdkAdministrationTest extends AdministrationTest {

  @Override
  OnePasswordBackend newBackend() {
    return SdkFixture.backend();
  }
}
