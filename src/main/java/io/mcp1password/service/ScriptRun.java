package io.mcp1password.service;

import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.allowlist.SecretVariable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code op_script_run} takes. */
record ScriptRun(
    @Arg("The absolute path of the workspace to run in.") String workspaceRoot,
    @Arg(value = "The id of an allowlisted command; op_script_list tells them.", max = 100)
        @Nullable String commandId,
    @Arg(
            value =
                "A free-form command for /bin/sh, where the unrestricted script runner is on;"
                    + " a person has to approve it on a local page first.",
            max = 100_000,
            audited = Audited.HASHED)
        @Nullable String command,
    @Arg(
            value = "Why this is needed, for the audit log; never put a secret here.",
            min = Access.REASON_MIN,
            max = Access.REASON_MAX)
        String reason,
    @Arg(
            value =
                "Secrets for the command: names of environment variables, each with an op://"
                    + " reference. Values go into the command's environment only.",
            audited = Audited.COUNTED)
        @Nullable Map<String, String> envSecretRefs,
    @Arg(
            value = "The arguments that the allowlisted command takes from its caller, by name.",
            elementMin = 0,
            elementMax = 4096,
            audited = Audited.COUNTED)
        @Nullable Map<String, String> args,
    @Arg(
            value = "Whether stdout and stderr are returned, secrets masked; withheld otherwise.",
            defaultValue = "false")
        boolean returnOutput,
    @Arg(value = RunWish.ACKNOWLEDGEMENT_TEXT, audited = Audited.NEVER)
        @Nullable String acknowledgePlaintext) {

  private static final int MAX_SECRETS = 100;

  ScriptRun {
    if ((commandId == null) == (command == null)) {
      throw problem("give either commandId or command");
    }
    if (command != null && args != null) {
      throw problem("args goes with commandId");
    }
    variables(envSecretRefs);
  }

  /** The secrets by the variables that carry them. */
  Map<String, SecretReference> variables() {
    return variables(envSecretRefs);
  }

  private static Map<String, SecretReference> variables(@Nullable Map<String, String> written) {
    var variables = new LinkedHashMap<String, SecretReference>();
    Map<String, String> given = Objects.requireNonNullElse(written, Map.of());
    if (given.size() > MAX_SECRETS) {
      throw problem("envSecretRefs has more than " + MAX_SECRETS + " variables");
    }
    given.forEach(
        (name, reference) -> {
          Optional<String> wrong = SecretVariable.problem(name);
          if (wrong.isPresent()) {
            throw problem("a name in envSecretRefs " + wrong.get());
          }
          String argument = "envSecretRefs." + name;
          variables.put(name, SecretResolver.parse(argument, reference.strip()));
        });
    return variables;
  }

  RunWish wish() {
    return RunWish.of(workspaceRoot, returnOutput, acknowledgePlaintext);
  }

  private static OperationException problem(String text) {
    return new OperationException(ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: " + text + ".");
  }
}
