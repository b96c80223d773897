package io.mcp1password.service;

import io.mcp1password.config.GateSettings;
import io.mcp1password.operation.Arg;

/** How to use a secret without seeing it, for the gates as they are. */
record SecretGuidance(
    @Arg("The tool to prefer.") String preferredPath,
    @Arg("Why.") String reason,
    @Arg("Whether plaintext may be revealed at all.") boolean plaintextRevealEnabled,
    @Arg("Whether allowlisted commands may be given secrets.") boolean scriptRunnerEnabled,
    @Arg("Whether free-form commands may be given secrets.")
        boolean unrestrictedScriptRunnerEnabled,
    @Arg("What to do next.") String nextStep) {

  static SecretGuidance of(GateSettings gates) {
    return new SecretGuidance(
        gates.scriptRunner() ? "op_script_run" : "secret_reference_check",
        "A secret that is passed on by reference never enters the conversation.",
        gates.secretReveal(),
        gates.scriptRunner(),
        gates.unrestrictedScriptRunner(),
        nextStep(gates));
  }

  private static String nextStep(GateSettings gates) {
    if (gates.unrestrictedScriptRunner()) {
      return "Call op_script_run with workspaceRoot, a commandId of op_script_list or a command,"
          + " and envSecretRefs. If it answers authorizationRequired, let the person open"
          + " approvalUrl, then call again.";
    }
    return gates.scriptRunner()
        ? "Call op_script_list for the workspaceRoot, then op_script_run with a commandId and"
            + " envSecretRefs: names of variables, each with an op:// reference."
        : "Check the op:// reference with secret_reference_check, then hand the reference itself to"
            + " the program that needs it; or ask the operator for --enable-script-runner.";
  }
}
