package io.mcp1password.mcp;

import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * The calls of tools.
 *
 * <p>A refusal or failure of the operation is a result that says so, for the model to read; only a
 * call that cannot be understood is an error of the protocol.
 */
final class ToolCalls {

  /** The member of a failed result's {@code _meta} that holds the {@link ErrorCode}. */
  static final String CODE_KEY = "mcp-1password/code";

  private final OperationCalls calls;
  private final Consent consent;
  private final PageApproval approval;

  ToolCalls(OperationCalls calls, Consent consent, PageApproval approval) {
    this.calls = calls;
    this.consent = consent;
    this.approval = approval;
  }

  /** The result of calling the operation. */
  JsonObject call(OperationDescriptor operation, JsonObject arguments, Call call) {
    try {
      JsonObject consented = consented(operation, arguments, call);
      return succeeded(approval.invoke(operation, consented, call), call.revision());
    } catch (OperationException e) {
      return failed(e);
    }
  }

  /** A call that ends with the question is as good as refused, until it comes again. */
  private JsonObject consented(OperationDescriptor operation, JsonObject arguments, Call call) {
    try {
      return consent.complete(operation, arguments, call);
    } catch (RuntimeException unanswered) {
      calls.refused(operation, arguments, call, ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
      throw unanswered;
    }
  }

  /** The one place where a secret that was asked for becomes text. */
  private static JsonObject succeeded(OperationResult result, Revision revision) {
    String text = result.secret() == null ? result.content().toString() : result.secret().reveal();
    var answer = answer(text);
    if (revision.hasStructuredResults()) {
      answer.add("structuredContent", result.content());
    }
    return answer.add("isError", result.failed()).build();
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
