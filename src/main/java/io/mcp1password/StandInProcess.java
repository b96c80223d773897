package io.mcp1password;

import io.mcp1password.config.StandInSettings;
import io.mcp1password.demo.ConnectStandIn;
import jakarta.json.Json;
import java.io.PrintStream;

/** The Connect stand-in in this process. */
final class StandInProcess implements StandIn {

  private final PrintStream output;

  /** A stand-in that tells its address and its token on the output, in one line of JSON. */
  StandInProcess(PrintStream output) {
    this.output = output;
  }

  @Override
  public int run(StandInSettings settings) {
    try (var standIn =
        ConnectStandIn.builder().host(settings.host()).port(settings.port()).build()) {
      output.println(
          Json.createObjectBuilder()
              .add("url", standIn.uri().toString())
              .add("token", standIn.adminToken().reveal())
              .build());
      output.flush();
      standIn.awaitStop();
      return ExitCode.OK.number();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK.number();
    }
  }
}
