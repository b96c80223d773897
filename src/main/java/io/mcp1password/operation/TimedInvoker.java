package io.mcp1password.operation;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs operations within a time limit.
 *
 * <p>Each call has a thread of its own, which is interrupted at the limit. What it was doing ends
 * soon after, and is audited as what it then was; the caller is not kept waiting for that. A
 * command has a time-out of its own instead.
 */
public final class TimedInvoker {

  /** More than the longest time-out of a command, and what surrounds it. */
  private static final Duration LONGEST = Duration.ofMinutes(70);

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
    Thread running =
        Thread.ofVirtual()
            .name(operation.name())
            .start(
                () -> {
                  try {
                    answer.complete(invoker.invoke(operation, reading, caller));
                  } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                  } finally {
                    ended.run();
                  }
                });
    return operation.access().limitsItself()
        ? await(answer, running, LONGEST)
        : await(answer, running, limit);
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

  private static OperationResult await(
      CompletableFuture<OperationResult> answer, Thread running, Duration limit) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OperationException told
          ? told
          : new OperationException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.summary());
    } catch (TimeoutException e) {
      running.interrupt();
      throw new OperationException(
          ErrorCode.BACKEND_TIMEOUT,
          "The call took longer than "
              + limit.toMillis()
              + " ms and was given up. If it changes something, look whether it did before you"
              + " try again.");
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
      throw new OperationException(ErrorCode.INTERNAL, "The call was given up.");
    }
  }
}
