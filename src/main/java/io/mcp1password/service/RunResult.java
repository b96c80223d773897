package io.mcp1password.service;

import io.mcp1password.operation.Approvable;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.Fallible;
import io.mcp1password.runner.approval.ApprovalDecision;
import io.mcp1password.runner.process.ChildResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run returns: how the command ended, or why it was not started. */
record RunResult(
    @Arg("The allowlisted command's id.") @Nullable String commandId,
    @Arg("The workspace, as the caller named it.") String workspaceRoot,
    @Arg("Where in the workspace the command ran.") @Nullable String cwd,
    @Arg("How the command was signed in to the 1Password command line.") @Nullable String authMode,
    @Arg(value = "The exit code; absent when a signal ended the command.", audited = Audited.PLAIN)
        @Nullable Integer exitCode,
    @Arg(value = "The signal that ended the command.", audited = Audited.PLAIN)
        @Nullable String signal,
    @Arg(value = "Whether it was stopped at its time-out.", audited = Audited.PLAIN)
        @Nullable Boolean timedOut,
    @Arg("Whether there was more output than is returned.") @Nullable Boolean outputTruncated,
    @Arg(value = "How long it ran, in milliseconds.", audited = Audited.PLAIN)
        @Nullable Long durationMs,
    @Arg("Whether the sign-in had to be renewed.") @Nullable Boolean refreshedAuth,
    @Arg("Whether the output is sensitive in itself.") boolean sensitiveOutput,
    @Arg("Whether the output was wanted.") boolean outputRequested,
    @Arg(value = "Whether the output is in this answer.", audited = Audited.PLAIN)
        boolean outputReturned,
    @Arg("What became of the output: returned, withheld or skipped_ack_missing.")
        @Nullable String outputState,
    @Arg("The standard output, secrets masked.") @Nullable String stdout,
    @Arg("The error output, secrets masked.") @Nullable String stderr,
    @Arg("What went wrong, beyond the exit code.") @Nullable String errorMessage,
    @Arg(value = "How many secrets the caller gave.", audited = Audited.PLAIN)
        int envSecretRefCount,
    @Arg(value = "The variables that carried them.", audited = Audited.PLAIN)
        List<String> injectedSecretEnvVars,
    @Arg("How many of the secrets are too short to be masked in the output.")
        @Nullable Integer unmaskedSecretCount,
    @Arg(value = "That nothing was run.", audited = Audited.PLAIN)
        @Nullable Boolean executionSkipped,
    @Arg("What acknowledgePlaintext must be for the output to be returned.")
        @Nullable String requiredAcknowledgement,
    @Arg(
            value = "That nothing was run, because a person has to approve first.",
            audited = Audited.PLAIN)
        @Nullable Boolean authorizationRequired,
    @Arg("The page on this machine where a person approves; then call again.")
        @Nullable String approvalUrl,
    @Arg("When that page expires.") @Nullable Instant expiresAt,
    @Arg(value = "Names that approval in the audit log.", audited = Audited.PLAIN)
        @Nullable String approvalId)
    implements Fallible, Approvable {

  /**
   * What is told of a run however it goes.
   *
   * @param authMode null for a command that gets no sign-in
   */
  record Subject(
      @Nullable String commandId,
      RunWish wish,
      @Nullable String authMode,
      boolean sensitive,
      List<String> variables) {}

  /**
   * A command that ended.
   *
   * @param tooShort how many secrets could not be masked
   */
  record Ending(ChildResult child, String cwd, boolean refreshed, int tooShort, Duration timeout) {

    @Nullable String errorMessage() {
      return child.timedOut()
          ? "The command was stopped, because it took longer than " + timeout.toMillis() + " ms."
          : null;
    }
  }

  static RunResult ended(Subject subject, Ending ending) {
    ChildResult child = ending.child();
    boolean returned = subject.wish().returnOutput();
    return new RunResult(
        subject.commandId(),
        subject.wish().workspaceRoot(),
        ending.cwd(),
        subject.authMode(),
        child.exitCode(),
        child.signal(),
        child.timedOut(),
        child.outputTruncated(),
        child.duration().toMillis(),
        subject.authMode() == null ? null : (Boolean) ending.refreshed(),
        subject.sensitive(),
        returned,
        returned,
        returned ? "returned" : "withheld",
        returned ? child.stdout() : null,
        returned ? child.stderr() : null,
        ending.errorMessage(),
        subject.variables().size(),
        subject.variables(),
        ending.tooShort() == 0 ? null : (Integer) ending.tooShort(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static RunResult skipped(Subject subject) {
    return notRun(subject, "skipped_ack_missing", null);
  }

  static RunResult pending(Subject subject, ApprovalDecision.Pending approval) {
    return notRun(subject, null, approval);
  }

  private static RunResult notRun(
      Subject subject, @Nullable String state, ApprovalDecision.@Nullable Pending approval) {
    return new RunResult(
        subject.commandId(),
        subject.wish().workspaceRoot(),
        null,
        subject.authMode(),
        null,
        null,
        null,
        null,
        null,
        null,
        subject.sensitive(),
        subject.wish().returnOutput(),
        false,
        state,
        null,
        null,
        null,
        subject.variables().size(),
        subject.variables(),
        null,
        approval == null ? Boolean.TRUE : null,
        approval == null ? RunWish.phrase() : null,
        approval == null ? null : Boolean.TRUE,
        approval == null ? null : approval.approvalUrl().toString(),
        approval == null ? null : approval.expiresAt(),
        approval == null ? null : approval.approvalId());
  }

  /** A command that ran and did not end well; one that was not started is no failure. */
  @Override
  public boolean failed() {
    return timedOut != null && (timedOut || exitCode == null || exitCode != 0);
  }

  @Override
  public @Nullable Page awaited() {
    return approvalId == null || approvalUrl == null ? null : new Page(approvalId, approvalUrl);
  }
}
