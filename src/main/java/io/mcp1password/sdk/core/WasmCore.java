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
 * <p>It is loaded by its own thread, so opening one takes no time; calls wait until it is there. On
 * two cores, 3.3 seconds passed from opening to the first password. When the core fails on its way,
 * all calls that are under way fail with {@link CoreException#CRASHED}, the next call gets a new
 * instance, and clients must sign in again. A secret stays in the core's memory until the core
 * reuses the place.
 */
public final class WasmCore implements Core {

  /** The largest message that can be passed, as in the official SDKs. */
  private static final int MAX_MESSAGE_BYTES = 50 << 20;

  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Call> pending = ConcurrentHashMap.newKeySet();
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
        call ->
            instance()
                .callAsync("init_client", configJson)
                .whenSettled(
                    id -> succeed(call, clients.told((String) id)), reason -> fail(call, reason)));
  }

  @Override
  public CompletableFuture<String> invoke(String requestJson) {
    return start(
        requestJson,
        call ->
            instance()
                .callAsync("invoke", clients.request(requestJson))
                .whenSettled(
                    result -> succeed(call, (String) result), reason -> fail(call, reason)));
  }

  @Override
  public String invokeSync(String requestJson) {
    CompletableFuture<String> answer =
        start(requestJson, call -> succeed(call, instance().invokeSync(requestJson)));
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

  private CompletableFuture<String> start(String message, Consumer<Call> action) {
    Call call = new Call();
    if (message.length() > MAX_MESSAGE_BYTES
        || message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
      call.answer.completeExceptionally(
          new CoreException(
              CoreException.TOO_LARGE,
              "the request is larger than the 50 MiB that the core takes"));
      return call.answer;
    }
    pending.add(call);
    try {
      loop.execute(() -> attempt(call, action));
    } catch (RejectedExecutionException e) {
      fail(call, CLOSED);
    }
    return call.answer;
  }

  private void attempt(Call call, Consumer<Call> action) {
    if (call.answer.isDone()) {
      pending.remove(call);
      return;
    }
    try {
      action.accept(call);
    } catch (Thrown thrown) {
      fail(call, thrown.value());
    } catch (CoreException e) {
      fail(call, e);
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
    if (instance != null) {
      instance.abandon();
    }
    instance = null;
    clients.nextGeneration();
    pending.forEach(call -> fail(call, CRASHED));
  }

  /** A call that is under way. */
  private static final class Call {
    private final CompletableFuture<String> answer = new CompletableFuture<>();
  }

  private static final Failure CRASHED =
      new Failure(
          CoreException.CRASHED, "the 1Password core failed and was replaced; sign in again");

  private static final Failure CLOSED =
      new Failure(CoreException.CLOSED, "the 1Password core was closed");

  private void succeed(Call call, String result) {
    settle(call, () -> call.answer.complete(result));
  }

  private void fail(Call call, @Nullable Object reason) {
    settle(call, () -> call.answer.completeExceptionally(CoreErrors.of(reason)));
  }

  // A caller's continuation must not run on the core's thread, which it might wait for.
  private void settle(Call call, Runnable completion) {
    pending.remove(call);
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
    pending.forEach(call -> fail(call, CLOSED));
    answers.shutdown();
  }
}
