package io.mcp1password.sdk.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;

/** The real core for tests; where the build has none, the test counts as skipped. */
final class RealCore {

  private RealCore() {}

  static WasmCore open(Duration requestTimeout) {
    assumeTrue(CoreModule.version().isPresent(), "npm was missing when this was built");
    return WasmCore.open(requestTimeout);
  }

  /** A request that needs no client. */
  static String request(String method, String parametersJson) {
    return "{\"invocation\":{\"parameters\":{\"name\":\"%s\",\"parameters\":%s}}}"
        .formatted(method, parametersJson);
  }
}
