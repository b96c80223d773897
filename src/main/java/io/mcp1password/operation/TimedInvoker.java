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
    if (operation.access().limitsItself()) {
      return invoker.invoke(operation, reading, caller);
    }
    TimeLimits.Alarm alarm = limits.begin();
    try {
      OperationResult result = invoker.invoke(operation, reading, caller);
      if (alarm.stop()) {
        throw tookTooLong();
      }
      return result;
    } catch (OperationException e) {
      throw alarm.stop() ? tookTooLong() : e;
    } finally {
      alarm.stop();
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

  private OperationException tookTooLong() {
    return new OperationException(
        ErrorCode.BACKEND_TIMEOUT,
        "The call took longer than "
            + limit.toMillis()
            + " ms and was given up. If it changes something, look whether it did before you"
            + " try again.");
  }
}
