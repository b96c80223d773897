package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendContract;
import io.mcp1password.backend.OnePasswordBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The Connect backend keeps the contract, over what a real server is known to write. */
class ConnectContractTest extends BackendContract {

  private static ScriptedConnect server;
  private static OnePasswordBackend backend;

  @BeforeAll
  static void start() {
    server = Samples.server();
    backend = server.backend();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
