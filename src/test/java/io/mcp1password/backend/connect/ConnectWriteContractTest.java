package io.mcp1password.backend.connect;

import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.WriteContract;
import io.mcp1password.demo.ConnectStandIn;
import org.junit.jupiter.api.AfterEach;

/** The Connect backend writes as the contract says, over the stand-in. */
class ConnectWriteContractTest extends WriteContract {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final OnePasswordBackend backend =
      ScriptedConnect.backend(ScriptedConnect.settings(standIn), WriteTiming.DEFAULT);

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
