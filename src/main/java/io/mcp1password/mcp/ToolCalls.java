package io.mcp1password.mcp;

import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationInvoker;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The calls of tools: each runs on a thread of its own and is answered within a time limit.
 *
 * <p>A refusal or failure of the operation is a result that says so, for the model to read; only a
 * call that cannot be understood is an error of the protocol.
 */
final class ToolCalls {

  /** The member of a failed result's {@code _meta} that holds the {@link ErrorCode}. */
  static final String CODE_KEY = "mcp-1password/code";

  private final OperationInvoker invoker;
  private final Duration limit;

  ToolCalls(OperationInvoker invoker, Duration limit) {
    this.invoker = invoker;
    this.limit = limit;
  }

  /** The result of calling the operation. */
  JsonObject call(OperationDescriptor operation, JsonObject arguments, Call call) {
    CallSlots slots = call.slots();
    slots.take();
    var answer = new CompletableFuture<OperationResult>();
    Thread running =
        Thread.ofVirtual()
            .name(operation.name())
            .start(
                () -> {
                  try {
                    answer.complete(invoker.invoke(operation, arguments, call.caller()));
                  } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                  } finally {
                    slots.release();
                  }
                });
    try {
      return succeeded(await(answer, running), call.revision());
    } catch (OperationException e) {
      return failed(e);
    }
  }

  private OperationResult await(CompletableFuture<OperationResult> answer, Thread running) {
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
