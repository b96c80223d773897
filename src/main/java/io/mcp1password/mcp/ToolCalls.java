package io.mcp1password.mcp;

import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * The calls of tools: each runs on a thread of its own and is answered within a time limit.
 *
 * <p>A refusal or failure of the operation is a result that says so, for the model to read; only a
 * call that cannot be understood is an error of the protocol.
 */
final class ToolCalls {

  /** The member of a failed result's {@code _meta} that holds the {@link ErrorCode}. */
  static final String CODE_KEY = "mcp-1password/code";

  private final TimedInvoker invoker;

  ToolCalls(TimedInvoker invoker) {
    this.invoker = invoker;
  }

  /** The result of calling the operation. */
  JsonObject call(OperationDescriptor operation, JsonObject arguments, Call call) {
    CallSlots slots = call.slots();
    slots.take();
    try {
      return succeeded(
          invoker.invoke(operation, () -> arguments, call.caller(), slots::release),
          call.revision());
    } catch (OperationException e) {
      return failed(e);
    }
  }

  /** The one place where a secret that was asked for becomes text. */
  private static JsonObject succeeded(OperationResult result, Revision revision) {
    String text = result.secret() == null ? result.content().toString() : result.secret().reveal();
    var answer = answer(text);
    if (revision.hasStructuredResults()) {
      answer.add("structuredContent", result.content());
    }
    return answer.add("isError", false).build();
  }

  private static JsonObject failed(OperationException e) {
    var meta = JsonText.JSON.createObjectBuilder().add(CODE_KEY, e.code().wireName());
    return answer(String.valueOf(e.getMessage())).add("isError", true).add("_meta", meta).build();
  }

  private static JsonObjectBuilder answer(String text) {
    var content = JsonText.JSON.createObjectBuilder().add("type", "text").add("text", text);
    return JsonText.JSON
        .createObjectBuilder()
        .add("content", JsonText.JSON.createArrayBuilder().add(content));
  }
}
