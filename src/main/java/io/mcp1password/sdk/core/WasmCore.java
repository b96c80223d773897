package io.mcp1password.sdk.core;

import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.CoreException;
import io.mcp1password.sdk.core.Script.Failure;
import io.mcp1password.sdk.core.Script.Thrown;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The official core, in this process.
 *
 * <p>It is loaded by its own thread, so opening one takes no time; calls wait until it is there.
 * Loading took 2 to 4 seconds where it was measured. When the core fails on its way, all calls that
 * are under way fail with {@link CoreException#CRASHED}, the next call gets a new instance, and
 * clients must sign in again. A secret stays in the core's memory until the core reuses the place.
 */
public final class WasmCore implements Core {

  /** The largest message that can be passed, as in the official SDKs. */
  private static final int MAX_MESSAGE_BYTES = 50 << 20;

  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<CompletableFuture<String>> pending = ConcurrentHashMap.newKeySet();
  private final EventLoop loop;
  private final Fetch fetch;
  private final ClientIds clients = new ClientIds();
  private volatile boolean closed;
  private @Nullable CoreInstance instance;

  private WasmCore(Duration requestTimeout) {
    loop = new EventLoop(this::sweep, this::replace);
    HttpClient http =
        HttpClient.newBuilder()
            .executor(answers)
            .connectTimeout(requestTimeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    fetch = new Fetch(http, loop, requestTimeout);
  }

  /**
   * Begins to load a core.
   *
   * @param requestTimeout how long a request to 1Password may take, to the end of its answer
   * @throws CoreException {@link CoreException#UNAVAILABLE} when this build has no core
   */
  public static WasmCore open(Duration requestTimeout) {
    if (CoreModule.version().isEmpty()) {
      throw CoreModule.missing();
    }
    WasmCore core = new WasmCore(requestTimeout);
    core.loop.execute(core::instance);
    return core;
  }

  @Override
  public CompletableFuture<String> initClient(String configJson) {
    return start(
        configJson,
        future ->
            instance()
                .callAsync("init_client", configJson)
                .whenSettled(
                    id -> succeed(future, clients.told((String) id)),
                    reason -> fail(future, reason)));
  }

  @Override
  public CompletableFuture<String> invoke(String requestJson) {
    return start(
        requestJson,
        future ->
            instance()
                .callAsync("invoke", clients.request(requestJson))
                .whenSettled(
                    result -> succeed(future, (String) result), reason -> fail(future, reason)));
  }

  @Override
  public String invokeSync(String requestJson) {
    CompletableFuture<String> answer =
        start(requestJson, future -> succeed(future, instance().invokeSync(requestJson)));
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CoreException cause ? cause : e;
    }
  }

  @Override
  public void releaseClient(String clientId) {
    loop.executeIfOpen(
        () -> {
          try {
            if (instance != null && clients.isCurrent(clientId)) {
              instance.releaseClient(clients.own(clientId));
            }
          } catch (Thrown e) {
            // The core knows no such client, which is what the caller wants.
            return;
          }
        });
  }

  private CompletableFuture<String> start(
      String message, Consumer<CompletableFuture<String>> call) {
    CompletableFuture<String> future = new CompletableFuture<>();
    if (message.length() > MAX_MESSAGE_BYTES
        || message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
      future.completeExceptionally(
          new CoreException(
              CoreException.TOO_LARGE,
              "the request is larger than the 50 MiB that the core takes"));
      return future;
    }
    pending.add(future);
    try {
      loop.execute(() -> attempt(future, call));
    } catch (RejectedExecutionException e) {
      fail(future, CLOSED);
    }
    return future;
  }

  private void attempt(CompletableFuture<String> future, Consumer<CompletableFuture<String>> call) {
    if (future.isDone()) {
      pending.remove(future);
      return;
    }
    try {
      call.accept(future);
    } catch (Thrown thrown) {
      fail(future, thrown.value());
    } catch (CoreException e) {
      fail(future, e);
    }
  }

  private CoreInstance instance() {
    CoreInstance current = instance;
    if (current == null) {
      current = new CoreInstance(loop, fetch);
      instance = current;
    }
    return current;
  }

  private void sweep() {
    if (instance != null) {
      instance.sweep();
    }
  }

  private void replace() {
    instance = null;
    clients.nextGeneration();
    pending.forEach(future -> fail(future, CRASHED));
  }

  private static final Failure CRASHED =
      new Failure(
          CoreException.CRASHED, "the 1Password core failed and was replaced; sign in again");

  private static final Failure CLOSED =
      new Failure(CoreException.CLOSED, "the 1Password core was closed");

  private void succeed(CompletableFuture<String> future, String result) {
    settle(future, () -> future.complete(result));
  }

  private void fail(CompletableFuture<String> future, @Nullable Object reason) {
    settle(future, () -> future.completeExceptionally(CoreErrors.of(reason)));
  }

  // A caller's continuation must not run on the core's thread, which it might wait for.
  private void settle(CompletableFuture<String> future, Runnable completion) {
    pending.remove(future);
    try {
      answers.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    loop.close();
    fetch.close();
    pending.forEach(future -> fail(future, CLOSED));
    answers.shutdown();
  }
}
