package io.mcp1password;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The operating system's request to stop, SIGTERM or SIGINT. The first one is told to whoever waits
 * for it; a second one ends the process at once.
 *
 * <p>It uses {@code sun.misc.Signal} of the module {@code jdk.unsupported}, the only way to hear of
 * a signal and still choose the exit code; by reflection, because the compiler warns of that class
 * wherever it is named, and nothing silences it.
 */
final class StopSignal {

  /** The signals, with the exit code that a shell gives to a process that they ended. */
  private static final Map<String, Integer> EXIT_CODES = Map.of("TERM", 128 + 15, "INT", 128 + 2);

  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  private StopSignal() {}

  /** Listens from now on. */
  static StopSignal listen() {
    var stop = new StopSignal();
    EXIT_CODES.forEach((name, code) -> handle(name, () -> stop.heed(code)));
    return stop;
  }

  /** Completes with the first signal. */
  CompletableFuture<Void> asked() {
    return asked;
  }

  private void heed(int exitCode) {
    if (!asked.complete(null)) {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private static void handle(String name, Runnable reaction) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reacting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                reaction.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), reacting);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The runtime lacks the module jdk.unsupported.", e);
    }
  }
}
