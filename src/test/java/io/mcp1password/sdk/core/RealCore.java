package io.mcp1password.sdk.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mcp1password.sdk.CoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The real core for tests; where the build has none, the test counts as skipped. */
final class RealCore {

  private RealCore() {}

  static WasmCore open(Duration requestTimeout) {
    assumeTrue(CoreModule.version().isPresent(), "npm was missing when this was built");
    return WasmCore.open(requestTimeout);
  }

  /** What a call fails with. */
  static CoreException failure(CompletableFuture<String> answer) {
    try {
      answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CoreException failure) {
        return failure;
      }
      throw e;
    }
    throw new AssertionError("the call succeeded");
  }

  /** A request that needs no client. */
  static String request(String method, String parametersJson) {
    return "{\"invocation\":{\"parameters\":{\"name\":\"%s\",\"parameters\":%s}}}"
        .formatted(method, parametersJson);
  }
}
