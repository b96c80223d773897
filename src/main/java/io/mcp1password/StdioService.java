package io.mcp1password;

import io.mcp1password.config.Settings;
import io.mcp1password.mcp.McpStdio;
import io.mcp1password.operation.OperationListener;
import io.mcp1password.operation.TimedInvoker;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The service over standard input and output; it starts no web server. */
final class StdioService {

  private StdioService() {}

  /**
   * Serves until the input ends or the service is told to stop.
   *
   * <p>The client is answered at once: the backend is made ready only when that needs no time of
   * the first answer, and calls wait for it.
   *
   * @throws IOException when the input cannot be read
   */
  static void serve(Settings settings, InputStream input, PrintStream output, StopSignal stop)
      throws IOException {
    // Whatever a library prints must not get between the messages.
    System.setOut(System.err);
    try (var process = BackendProcess.start(settings)) {
      BackendProcess.Lazy lazy = process.lazily();
      try (var wiring =
          ServiceWiring.of(settings, lazy.backend(), process.audit(), OperationListener.NONE)) {
        var invoker = new TimedInvoker(wiring.invoker(), settings.http().requestTimeout());
        try (var server = new McpStdio(wiring.catalog(), invoker, wiring.updates(), output)) {
          // What is loaded for the first answer comes first; calls wait for the backend.
          process.boot(lazy);
          if (!endsBefore(reading(server, input), stop)) {
            server.refuse();
            invoker.finish(settings.shutdownGrace());
          }
        }
      }
    }
  }

  /** Reads on a thread of its own, which nothing can take from its waiting. */
  private static CompletableFuture<Void> reading(McpStdio server, InputStream input) {
    var end = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .daemon()
        .name("stdio")
        .start(
            () -> {
              try {
                server.serve(input);
                end.complete(null);
              } catch (IOException | RuntimeException | Error e) {
                end.completeExceptionally(e);
              }
            });
    return end;
  }

  /** Waits for the end of the input, or for the signal to stop; whether it was the former. */
  private static boolean endsBefore(CompletableFuture<Void> end, StopSignal stop)
      throws IOException {
    try {
      CompletableFuture.anyOf(end, stop.asked()).join();
      return end.isDone();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw e;
    }
  }
}
