package io.mcp1password.runner.approval;

import java.time.Instant;

/** Something about an approval that belongs into the audit log. No event carries a token. */
public sealed interface ApprovalEvent {

  /** A person is asked; {@code expiresAt} is when the request ends. */
  record Asked(String approvalId, ApprovalRequest request, Instant expiresAt)
      implements ApprovalEvent {}

  /** A person approved. */
  record Granted(String approvalId, ApprovalScope scope, Instant expiresAt, boolean remembered)
      implements ApprovalEvent {}

  /** A person denied, or answered wrongly too often. */
  record Denied(String approvalId, ApprovalScope scope, Cause cause) implements ApprovalEvent {

    /** Who or what ended the request. */
    public enum Cause {
      PERSON,
      TOO_MANY_TRIES
    }
  }

  /** The box was not ticked or the phrase was wrong; the request is open for more tries. */
  record WrongAnswer(String approvalId, ApprovalScope scope, int triesLeft)
      implements ApprovalEvent {}

  /** Nobody answered in time. */
  record Expired(String approvalId, ApprovalScope scope) implements ApprovalEvent {}

  /** A person took an approval back. */
  record Revoked(String approvalId, ApprovalScope scope) implements ApprovalEvent {}

  /** An approval out of the file let a command run, for the first time in this process. */
  record RememberedUsed(String approvalId, ApprovalScope scope, Instant expiresAt)
      implements ApprovalEvent {}

  /** The file of remembered approvals, or its key, is not used; told once for each change. */
  record StoreIgnored(StoreDefect defect) implements ApprovalEvent {}
}
