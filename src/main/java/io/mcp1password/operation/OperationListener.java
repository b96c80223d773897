package io.mcp1password.operation;

import jakarta.json.JsonObject;

/** Hears of the calls of operations, whatever surface they came by. */
@FunctionalInterface
public interface OperationListener {

  /** Hears of nothing. */
  OperationListener NONE = (operation, arguments, result) -> {};

  /**
   * Is called on the thread of a call that has succeeded; must neither wait nor throw.
   *
   * @param arguments as the caller sent them
   */
  void succeeded(OperationDescriptor operation, JsonObject arguments, OperationResult result);

  /** Is called once for each call, however it ended; must neither wait nor throw. */
  default void ended(EndedCall call) {}

  /** Tells another one as well, after this one. */
  default OperationListener and(OperationListener other) {
    OperationListener first = this;
    return new OperationListener() {
      @Override
      public void succeeded(
          OperationDescriptor operation, JsonObject arguments, OperationResult result) {
        first.succeeded(operation, arguments, result);
        other.succeeded(operation, arguments, result);
      }

      @Override
      public void ended(EndedCall call) {
        first.ended(call);
        other.ended(call);
      }
    };
  }
}
