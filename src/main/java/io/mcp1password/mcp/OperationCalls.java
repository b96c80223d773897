package io.mcp1password.mcp;

import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonObject;

/** Operations carried out for a client's request: each in a slot, and within the time limit. */
final class OperationCalls {

  private final TimedInvoker invoker;

  OperationCalls(TimedInvoker invoker) {
    this.invoker = invoker;
  }

  /**
   * Carries one out; its slot is free again when it has ended.
   *
   * @throws io.mcp1password.operation.OperationException when it is refused, fails or takes too
   *     long
   * @throws ProtocolException when too many run, or the caller's access token does not cover it
   */
  OperationResult invoke(OperationDescriptor operation, JsonObject arguments, Call call) {
    CallSlots slots = call.slots();
    slots.take();
    try {
      return invoker.invoke(operation, () -> arguments, call.caller());
    } catch (OperationException e) {
      // The client has to see to it, not the model: see the answer's status and header.
      throw e.neededScopes().isEmpty() ? e : ProtocolException.insufficientScope(e);
    } finally {
      slots.release();
    }
  }

  /**
   * Records one that ends before it could run, because the client did not give its consent.
   *
   * @throws io.mcp1password.operation.OperationException when the record cannot be written
   */
  void withoutConsent(OperationDescriptor operation, JsonObject arguments, Call call) {
    invoker.refused(operation, arguments, call.caller(), ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
  }
}
