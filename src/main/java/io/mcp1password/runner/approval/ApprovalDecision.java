package io.mcp1password.runner.approval;

import java.net.URI;
import java.time.Instant;

/** Whether a free-form command may run now. */
public sealed interface ApprovalDecision {

  /**
   * It may.
   *
   * @param approvalId names the approval in the audit log; no secret
   * @param expiresAt when the approval ends; a command that runs then is not stopped
   */
  record Granted(String approvalId, Instant expiresAt) implements ApprovalDecision {}

  /**
   * It may not, until a person has opened this address and approved; then the caller asks again.
   *
   * @param approvalId names the request in the audit log; no secret
   * @param approvalUrl on this machine only; it carries the request's token, so it belongs into the
   *     answer to the caller and into no log
   * @param expiresAt when the address ends
   */
  record Pending(String approvalId, URI approvalUrl, Instant expiresAt)
      implements ApprovalDecision {

    /** Without the address. */
    @Override
    public String toString() {
      return "Pending[" + approvalId + ", expiresAt=" + expiresAt + "]";
    }
  }
}
