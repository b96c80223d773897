package io.mcp1password.operation;

import jakarta.json.JsonObject;

/** Hears of operations that were carried out, whatever surface they came by. */
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
}
