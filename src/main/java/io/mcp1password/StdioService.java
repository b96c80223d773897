package io.mcp1password;

import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.Settings;
import io.mcp1password.mcp.McpStdio;
import io.mcp1password.operation.TimedInvoker;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** The service over standard input and output; it starts no web server. */
final class StdioService {

  private StdioService() {}

  /**
   * Serves until the input ends.
   *
   * <p>The client is answered at once, while the backend is still being made ready.
   *
   * @throws IOException when the input cannot be read
   */
  static void serve(Settings settings, InputStream input, PrintStream output) throws IOException {
    // Whatever a library prints must not get between the messages.
    System.setOut(System.err);
    try (var process = BackendProcess.start(settings)) {
      OnePasswordBackend backend = process.lazily();
      var wiring = ServiceWiring.of(process.settings(), backend, process.audit());
      var invoker = new TimedInvoker(wiring.invoker(), settings.http().requestTimeout());
      new McpStdio(wiring.catalog(), invoker, wiring.updates(), output).serve(input);
    }
  }
}
