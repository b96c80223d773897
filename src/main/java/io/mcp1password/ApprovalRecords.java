package io.mcp1password;

import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.operation.JsonText;
import io.mcp1password.runner.approval.ApprovalEvent;
import io.mcp1password.runner.approval.ApprovalListener;
import io.mcp1password.runner.approval.ApprovalRequest;
import io.mcp1password.runner.approval.ApprovalScope;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Consumer;

/**
 * Records what happens to approvals: an approval that cannot be recorded is not given. Then it
 * tells which of the requests are answered.
 */
final class ApprovalRecords implements ApprovalListener {

  private final AuditLog audit;
  private final Consumer<String> answered;

  /**
   * Records to this log.
   *
   * @param answered takes the ids of the requests that wait for no answer any more; must neither
   *     wait nor throw
   */
  ApprovalRecords(AuditLog audit, Consumer<String> answered) {
    this.audit = audit;
    this.answered = answered;
  }

  @Override
  public void on(ApprovalEvent event) {
    record(event);
    switch (event) {
      case ApprovalEvent.Granted each -> answered.accept(each.approvalId());
      case ApprovalEvent.Denied each -> answered.accept(each.approvalId());
      case ApprovalEvent.Expired each -> answered.accept(each.approvalId());
      default -> {}
    }
  }

  private void record(ApprovalEvent event) {
    switch (event) {
      case ApprovalEvent.Asked each -> {
        ApprovalRequest request = each.request();
        record(
            "approval_asked",
            AuditOutcome.SUCCESS,
            of(each.approvalId(), request.scope())
                .add("commandHash", request.commandHash())
                .add("commandLength", request.commandLength())
                .add("reason", request.reason())
                .add("client", request.caller())
                .add("expiresAt", each.expiresAt().toString()));
      }
      case ApprovalEvent.Granted each ->
          record(
              "approval_granted",
              AuditOutcome.SUCCESS,
              of(each.approvalId(), each.scope())
                  .add("expiresAt", each.expiresAt().toString())
                  .add("remembered", each.remembered()));
      case ApprovalEvent.Denied each ->
          record(
              "approval_denied",
              AuditOutcome.REFUSED,
              of(each.approvalId(), each.scope()).add("cause", each.cause().name()));
      case ApprovalEvent.WrongAnswer each ->
          record(
              "approval_wrong_answer",
              AuditOutcome.REFUSED,
              of(each.approvalId(), each.scope()).add("triesLeft", each.triesLeft()));
      case ApprovalEvent.Expired each ->
          record("approval_expired", AuditOutcome.REFUSED, of(each.approvalId(), each.scope()));
      case ApprovalEvent.Revoked each ->
          record("approval_revoked", AuditOutcome.SUCCESS, of(each.approvalId(), each.scope()));
      case ApprovalEvent.RememberedUsed each ->
          record(
              "approval_remembered",
              AuditOutcome.SUCCESS,
              of(each.approvalId(), each.scope()).add("expiresAt", each.expiresAt().toString()));
      case ApprovalEvent.StoreIgnored each ->
          record(
              "approval_file_ignored",
              AuditOutcome.REFUSED,
              JsonText.JSON.createObjectBuilder().add("defect", each.defect().name()));
    }
  }

  private static JsonObjectBuilder of(String approvalId, ApprovalScope scope) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("approvalId", approvalId)
        .add("kind", scope.kind().name())
        .add("root", scope.root().toString());
  }

  private void record(String action, AuditOutcome outcome, JsonObjectBuilder metadata) {
    audit.append(new AuditRecord(action, outcome, metadata.build(), null));
  }
}
