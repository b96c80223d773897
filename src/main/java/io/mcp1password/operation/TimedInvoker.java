package io.mcp1password.operation;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs operations within a time limit.
 *
 * <p>Each call has a thread of its own, which is interrupted at the limit. What it was doing ends
 * soon after, and is audited as what it then was; the caller is not kept waiting for that.
 */
public final class TimedInvoker {

  /** How long calls that were interrupted may take to write their audit records. */
  private static final Duration WIND_UP = Duration.ofSeconds(2);

  private static final String GIVEN_UP =
      "The call was given up. If it changes something, look whether it did before you try again.";

  private final Map<Thread, CompletableFuture<OperationResult>> running = new ConcurrentHashMap<>();
  private final OperationInvoker invoker;
  private final Duration limit;

  public TimedInvoker(OperationInvoker invoker, Duration limit) {
    this.invoker = invoker;
    this.limit = limit;
  }

  /**
   * Runs one operation.
   *
   * @param reading reads the arguments, or throws an {@link OperationException}
   * @throws OperationException when it is refused, fails or takes too long
   */
  public OperationResult invoke(
      OperationDescriptor operation, Supplier<JsonObject> reading, Caller caller) {
    return invoke(operation, reading, caller, () -> {});
  }

  /**
   * Runs one operation.
   *
   * @param reading reads the arguments, or throws an {@link OperationException}
   * @param ended is run when the call has really ended, be it after the limit
   * @throws OperationException when it is refused, fails or takes too long
   */
  public OperationResult invoke(
      OperationDescriptor operation, Supplier<JsonObject> reading, Caller caller, Runnable ended) {
    var answer = new CompletableFuture<OperationResult>();
    Thread thread =
        Thread.ofVirtual()
            .name(operation.name())
            .unstarted(
                () -> {
                  try {
                    answer.complete(invoker.invoke(operation, reading, caller));
                  } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                  } finally {
                    running.remove(Thread.currentThread());
                    ended.run();
                  }
                });
    running.put(thread, answer);
    thread.start();
    return await(answer, thread);
  }

  /** How many calls have begun and not ended. */
  public int running() {
    return running.size();
  }

  /**
   * Waits for the calls that run; those that take longer are interrupted and their callers told so.
   *
   * @param grace how long they may take
   */
  public void finish(Duration grace) {
    try {
      awaitAll(grace);
      running.forEach(
          (thread, answer) -> {
            answer.completeExceptionally(
                new OperationException(ErrorCode.STOPPING, "The service is stopping. " + GIVEN_UP));
            thread.interrupt();
          });
      awaitAll(WIND_UP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAll(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    // A request that was let in just before may begin its call a moment later.
    while (!running.isEmpty() && left > 0) {
      for (Thread thread : running.keySet()) {
        thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      left = end - System.nanoTime();
    }
  }

  /**
   * Records a call that was refused before it could run; see {@link OperationInvoker#refused}.
   *
   * @throws OperationException when the record cannot be written
   */
  public void refused(
      OperationDescriptor operation, JsonObject arguments, Caller caller, ErrorCode code) {
    invoker.refused(operation, arguments, caller, code);
  }

  private OperationResult await(CompletableFuture<OperationResult> answer, Thread thread) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OperationException told
          ? told
          : new OperationException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.summary());
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new OperationException(
          ErrorCode.BACKEND_TIMEOUT,
          "The call took longer than " + limit.toMillis() + " ms. " + GIVEN_UP);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new OperationException(ErrorCode.INTERNAL, "The call was given up.");
    }
  }
}
