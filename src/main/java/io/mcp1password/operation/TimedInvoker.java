package io.mcp1password.operation;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Runs operations within a time limit.
 *
 * <p>A call runs on the thread of its caller, which is interrupted at the limit: everything that an
 * operation can wait for heeds that. Whatever the call had come to by then is audited as what it
 * was; the caller is told that it took too long. A command has a time-out of its own instead.
 */
public final class TimedInvoker {

  /** How long calls that were interrupted may take to write their audit records. */
  private static final Duration WIND_UP = Duration.ofSeconds(2);

  private static final String GIVEN_UP =
      "The call was given up. If it changes something, look whether it did before you try again.";

  private final OperationInvoker invoker;
  private final Duration limit;
  private final TimeLimits limits;

  public TimedInvoker(OperationInvoker invoker, Duration limit) {
    this.invoker = invoker;
    this.limit = limit;
    this.limits = new TimeLimits(limit);
  }

  /**
   * Runs one operation.
   *
   * @param reading reads the arguments, or throws an {@link OperationException}
   * @throws OperationException when it is refused, fails or takes too long
   */
  public OperationResult invoke(
      OperationDescriptor operation, Supplier<JsonObject> reading, Caller caller) {
    TimeLimits.Alarm alarm =
        operation.access().limitsItself() ? limits.beginWithout() : limits.begin();
    try {
      OperationResult result = invoker.invoke(operation, reading, caller);
      requireInTime(alarm);
      return result;
    } catch (OperationException e) {
      requireInTime(alarm);
      throw e;
    } finally {
      alarm.stop();
    }
  }

  private void requireInTime(TimeLimits.Alarm alarm) {
    switch (alarm.stop()) {
      case NONE -> {}
      case LIMIT ->
          throw new OperationException(
              ErrorCode.BACKEND_TIMEOUT,
              "The call took longer than " + limit.toMillis() + " ms. " + GIVEN_UP);
      case STOPPING ->
          throw new OperationException(ErrorCode.STOPPING, "The service is stopping. " + GIVEN_UP);
    }
  }

  /** How many calls have begun and not ended. */
  public int running() {
    return limits.running();
  }

  /**
   * Waits for the calls that run; those that take longer are interrupted and their callers told so.
   *
   * @param grace how long they may take
   */
  public void finish(Duration grace) {
    try {
      limits.awaitAll(grace);
      limits.ringAll();
      limits.awaitAll(WIND_UP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
}
