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
   * <p>The client is answered at once, while the backend is still being made ready.
   *
   * @throws IOException when the input cannot be read
   */
  static void serve(Settings settings, InputStream input, PrintStream output) throws IOException {
    // Whatever a library prints must not get between the messages.
    System.setOut(System.err);
    try (var process = BackendProcess.start(settings)) {
      var coming = new CompletableFuture<OnePasswordBackend>();
      Thread.ofPlatform().daemon().name("backend").start(() -> boot(process, coming));
      var backend = new LazyBackend(Set.of(Capability.ITEMS), coming);
      try (var wiring = ServiceWiring.of(process.settings(), backend, process.audit())) {
        var invoker = new TimedInvoker(wiring.invoker(), settings.http().requestTimeout());
        new McpStdio(wiring.catalog(), invoker, wiring.updates(), output).serve(input);
      }
    }
  }

  private static void boot(BackendProcess process, CompletableFuture<OnePasswordBackend> coming) {
    try {
      coming.complete(process.boot(ServerConfig.of(process.settings())));
    } catch (RuntimeException | Error e) {
      coming.completeExceptionally(e);
    }
  }
}
