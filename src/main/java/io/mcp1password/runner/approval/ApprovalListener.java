package io.mcp1password.runner.approval;

/**
 * Hears what happens to approvals, to record it.
 *
 * <p>Called in the thread in which it happens, before a request is shown and before an approval is
 * in force. What it throws stops that: an approval that cannot be recorded is not given. A denial
 * and a revocation hold in any case.
 */
@FunctionalInterface
public interface ApprovalListener {

  void on(ApprovalEvent event);
}
