package io.mcp1password.backend;

/** The backend of the unit tests keeps the contract that they rely on. */
class InMemoryBackendTest extends BackendContract {

  private final InMemoryBackend backend = InMemoryBackend.withSamples();

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
