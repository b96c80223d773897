package io.mcp1password;

import io.mcp1password.backend.LazyBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.Settings;
import io.mcp1password.mcp.McpStdio;
import io.mcp1password.model.Capability;
import io.mcp1password.operation.TimedInvoker;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The service over standard input and output; it starts no web server. */
final class StdioService {

  private StdioService() {}

  /**
   * Serves until the input ends.
   *
   * <p>The client is answered at once: the backend is made ready only when that needs no time of
   * the first answer, and calls wait for it.
   *
   * @throws IOException when the input cannot be read
   */
  static void serve(Settings settings, InputStream input, PrintStream output) throws IOException {
    // Whatever a library prints must not get between the messages.
    System.setOut(System.err);
    try (var process = BackendProcess.start(settings)) {
      var coming = new CompletableFuture<OnePasswordBackend>();
      var backend = new LazyBackend(Set.of(Capability.ITEMS), coming);
      var wiring = ServiceWiring.of(settings, backend, process.audit());
      var invoker = new TimedInvoker(wiring.invoker(), settings.http().requestTimeout());
      var mcp = new McpStdio(wiring.catalog(), invoker, wiring.updates(), output);
      Thread.ofPlatform().daemon().name("backend").start(() -> boot(settings, process, coming));
      mcp.serve(input);
    }
  }

  private static void boot(
      Settings settings, BackendProcess process, CompletableFuture<OnePasswordBackend> coming) {
    try {
      coming.complete(process.boot(ServerConfig.of(settings)));
    } catch (RuntimeException | Error e) {
      coming.completeExceptionally(e);
    }
  }
}
