package io.mcp1password.sdk.core;

import io.mcp1password.sdk.CoreException;
import io.mcp1password.sdk.core.Script.Failure;
import io.mcp1password.sdk.core.Script.Plain;
import io.mcp1password.sdk.core.Script.Thrown;
import org.jspecify.annotations.Nullable;

/** The core's errors, which are texts: JSON with a name and a message, or a message only. */
final class CoreErrors {

  private CoreErrors() {}

  static CoreException of(@Nullable Object reason) {
    return switch (reason) {
      case CoreException exception -> exception;
      case Failure failure -> new CoreException(failure.name(), failure.message());
      case String text -> parse(text);
      case null, default -> new CoreException("", "the 1Password core gave no reason");
    };
  }

  private static CoreException parse(String text) {
    try {
      if (ScriptJson.parse(text) instanceof Plain error
          && error.get("name") instanceof String name) {
        return new CoreException(name, error.get("message") instanceof String told ? told : "");
      }
    } catch (Thrown e) {
      return new CoreException("", text);
    }
    return new CoreException("", text);
  }
}
