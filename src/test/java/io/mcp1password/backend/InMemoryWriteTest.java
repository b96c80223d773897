package io.mcp1password.backend;

/** The backend of the unit tests writes as the others do. */
class InMemoryWriteTest extends WriteContract {

  private final InMemoryBackend backend = InMemoryBackend.likeTheSdk();

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
