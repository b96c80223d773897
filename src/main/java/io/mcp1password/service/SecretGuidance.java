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
        "secret_reference_check",
        "A secret that is passed on by reference never enters the conversation.",
        gates.secretReveal(),
        gates.scriptRunner(),
        gates.unrestrictedScriptRunner(),
        "Check the op:// reference with secret_reference_check, then hand the reference itself to"
            + " the program that needs it.");
  }
}
