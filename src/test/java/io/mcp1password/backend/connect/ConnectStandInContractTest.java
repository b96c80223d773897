package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendContract;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.BackendSettings;
import io.mcp1password.config.HourlyLimits;
import io.mcp1password.demo.ConnectStandIn;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The Connect backend keeps the contract over the stand-in, with every category it knows. */
class ConnectStandInContractTest extends BackendContract {

  private static ConnectStandIn standIn;
  private static OnePasswordBackend backend;

  @BeforeAll
  static void start() {
    standIn = ConnectStandIn.builder().build();
    backend =
        ScriptedConnect.backend(
            new BackendSettings(
                AuthMode.CONNECT,
                null,
                null,
                new HourlyLimits(900, 90),
                standIn.uri(),
                false,
                standIn.adminToken(),
                Duration.ofSeconds(20),
                Set.of()));
  }

  @AfterAll
  static void stop() {
    standIn.close();
  }

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }
}
