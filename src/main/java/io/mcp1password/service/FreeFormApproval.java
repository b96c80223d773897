package io.mcp1password.service;

import io.mcp1password.model.Secret;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.approval.ApprovalDecision;
import io.mcp1password.runner.approval.ApprovalException;
import io.mcp1password.runner.approval.ApprovalRequest;
import io.mcp1password.runner.approval.ApprovalScope;
import java.util.Objects;
import java.util.Optional;

/** Asks for a person's approval of a free-form command, where the operator demands it. */
final class FreeFormApproval {

  private final Runners runners;

  FreeFormApproval(Runners runners) {
    this.runners = runners;
  }

  /**
   * What is still to be approved, and where; empty when the command may run. It waits for a person
   * as long as the caller does.
   *
   * @throws OperationException when a person has just said no, or nobody can be asked
   */
  Optional<ApprovalDecision.Pending> missing(ApprovalScope scope, String command, String reason) {
    if (!runners.settings().runner().requireSessionApproval()) {
      return Optional.empty();
    }
    Caller caller = Caller.current();
    String name = Objects.requireNonNullElse(caller.client(), "unknown");
    try {
      return switch (runners
          .approvals()
          .decide(
              new ApprovalRequest(scope, Secret.of(command), reason, name), caller.patience())) {
        case ApprovalDecision.Granted _ -> Optional.empty();
        case ApprovalDecision.Pending pending -> Optional.of(pending);
      };
    } catch (ApprovalException e) {
      throw switch (e.reason()) {
        case DENIED ->
            new OperationException(
                ErrorCode.COMMAND_REFUSED,
                "A person has just refused this; do not ask again unless that person tells to.");
        case TOO_MANY_WAITING ->
            new OperationException(
                ErrorCode.RATE_LIMITED,
                "Too many approvals wait for an answer; try again when they are given.");
        case UNAVAILABLE ->
            new OperationException(
                ErrorCode.COMMAND_REFUSED,
                "The approval page cannot be served; the operator checks"
                    + " --unrestricted-runner-approval-port.");
      };
    }
  }
}
