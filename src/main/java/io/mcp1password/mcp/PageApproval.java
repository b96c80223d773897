package io.mcp1password.mcp;

import io.mcp1password.operation.Approvable;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends the person in front of the client to the page where a call is to be approved, and carries
 * the call out once that is done.
 *
 * <p>A client that cannot show a page, or does not answer, gets the result that names the page. So
 * does one whose person has not approved within the patience: the approval still holds for the next
 * call.
 */
final class PageApproval {

  private static final String QUESTION = "approval";

  /** Less than the minute after which many clients give a call up. */
  static final Duration PATIENCE = Duration.ofSeconds(45);

  private final OperationCalls calls;
  private final AnsweredPages pages;
  private final Duration patience;

  /**
   * A way to approve calls.
   *
   * @param patience how long a call waits for a person who has agreed to open the page
   */
  PageApproval(OperationCalls calls, AnsweredPages pages, Duration patience) {
    this.calls = calls;
    this.pages = pages;
    this.patience = patience;
  }

  /** Carries the operation out, with the person's help where it takes that. */
  OperationResult invoke(OperationDescriptor operation, JsonObject arguments, Call call) {
    Optional<JsonObject> brought = call.brought(QUESTION, Question.Kind.PAGE);
    if (brought.isPresent()) {
      return afterAnswer(brought.get(), operation, arguments, call);
    }
    OperationResult first = calls.invoke(operation, arguments, call);
    Approvable.Page page = first.awaited();
    if (page == null || !canShow(call)) {
      return first;
    }
    try (var _ = pages.listen(page.id(), call)) {
      Optional<JsonObject> answer = ask(operation, page, call);
      return answer.isEmpty() ? first : afterAnswer(answer.get(), operation, arguments, call);
    }
  }

  private static boolean canShow(Call call) {
    return call.revision().asksByPage() && call.client().has(Question.Kind.PAGE);
  }

  private static Optional<JsonObject> ask(
      OperationDescriptor operation, Approvable.Page page, Call call) {
    String message =
        operation.title()
            + ": a person has to approve this on a page of this machine, which shows the command.";
    Question question =
        Question.page(message, page.url(), call.revision().hasSessions() ? page.id() : null);
    try {
      return Optional.of(call.ask(QUESTION, question.asBinding()));
    } catch (ProtocolException noAnswer) {
      return Optional.empty();
    }
  }

  private OperationResult afterAnswer(
      JsonObject answer, OperationDescriptor operation, JsonObject arguments, Call call) {
    if (!answer.getString("action").equals("accept")) {
      calls.refused(operation, arguments, call, ErrorCode.COMMAND_REFUSED);
      throw new OperationException(
          ErrorCode.COMMAND_REFUSED,
          "The person did not want to open the approval page, so nothing was run; do not ask again"
              + " unless that person tells to.");
    }
    return calls.invoke(operation, arguments, call, patience);
  }
}
