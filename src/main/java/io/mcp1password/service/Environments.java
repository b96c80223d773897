package io.mcp1password.service;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import io.mcp1password.service.ItemView.ValueState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations on 1Password Environments. */
public final class Environments {

  private final ScopedBackend backend;
  private final GateSettings gates;

  public Environments(ScopedBackend backend, GateSettings gates) {
    this.backend = backend;
    this.gates = gates;
  }

  /** A variable without its value. */
  record VariableView(
      @Arg("The variable's name.") String name,
      @Arg("Whether the 1Password apps hide its value.") boolean masked,
      @Arg("That the value is not shown.") ValueState valueState) {

    static VariableView of(EnvironmentVariable variable) {
      return new VariableView(variable.name(), variable.masked(), ValueState.REDACTED);
    }
  }

  /** What {@link #variables} takes. */
  record VariablesGet(
      @Arg("The environment's id.") String environmentId,
      @Arg("Text to find in the names, whatever the case; absent: all.") @Nullable String query,
      @Arg(value = "The most variables to return.", min = 1, max = 500, defaultValue = "100")
          int limit) {}

  /** What {@link #variables} returns. */
  record VariablesView(
      @Arg("The environment's id.") String environmentId,
      @Arg("The text that was asked for.") @Nullable String query,
      @Arg("How many match, those beyond the limit included.") int totalMatched,
      @Arg("The variables without their values.") List<VariableView> variables,
      @Arg("How to use a secret without seeing it.") SecretGuidance secretConsumptionGuidance) {}

  @Operation(
      name = "environment_get_variables",
      title = "List an environment's variables",
      description = "Lists the variables of a 1Password Environment, without their values.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/environments/{environmentId}/variables",
      requires = Capability.ENVIRONMENTS)
  VariablesView variables(VariablesGet input) {
    String wanted = input.query() == null ? "" : normal(input.query());
    List<EnvironmentVariable> found =
        backend.environmentVariables(input.environmentId()).stream()
            .filter(variable -> normal(variable.name()).contains(wanted))
            .toList();
    return new VariablesView(
        input.environmentId(),
        input.query(),
        found.size(),
        found.stream().limit(input.limit()).map(VariableView::of).toList(),
        SecretGuidance.of(gates));
  }

  /** What {@link #variable} and {@link #reveal} take. */
  record VariableGet(
      @Arg("The environment's id.") String environmentId,
      @Arg("The variable's name.") String name) {}

  /** What {@link #variable} returns. */
  record OneVariable(
      @Arg("The environment's id.") String environmentId,
      @Arg("The variable without its value.") VariableView variable,
      @Arg("How to use a secret without seeing it.") SecretGuidance secretConsumptionGuidance) {}

  @Operation(
      name = "environment_get_variable",
      title = "Get an environment variable without its value",
      description = "Gets one variable of a 1Password Environment, without its value.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/environments/{environmentId}/variables/{name}",
      requires = Capability.ENVIRONMENTS)
  OneVariable variable(VariableGet input) {
    return new OneVariable(
        input.environmentId(), VariableView.of(find(input)), SecretGuidance.of(gates));
  }

  /** What {@link #reveal} returns. */
  record RevealedVariable(
      @Arg("That the plaintext is in this answer.") boolean revealed,
      @Arg("How it was named: environment-variable.") String revealMode,
      @Arg("The environment's id.") String environmentId,
      @Arg(value = "The variable's name.", audited = Audited.PLAIN) String name,
      @Arg("Whether the 1Password apps hide its value.") boolean masked,
      @Arg("The number of characters of the plaintext.") int valueLength,
      @Arg("The plaintext.") Secret value) {}

  @Operation(
      name = "environment_reveal_variable",
      title = "Reveal an environment variable",
      description =
          "Returns the plaintext of one variable of a 1Password Environment. It becomes part of"
              + " the conversation: call it only when a person asked for it.",
      access = Access.REVEAL,
      verb = Verb.POST,
      path = "/environments/{environmentId}/variables/{name}/reveal",
      requires = Capability.ENVIRONMENTS)
  RevealedVariable reveal(VariableGet input) {
    EnvironmentVariable found = find(input);
    return new RevealedVariable(
        true,
        "environment-variable",
        input.environmentId(),
        found.name(),
        found.masked(),
        found.value().length(),
        found.value());
  }

  /** The exact name wins; otherwise case does not matter. */
  private EnvironmentVariable find(VariableGet input) {
    List<EnvironmentVariable> all = backend.environmentVariables(input.environmentId());
    return all.stream()
        .filter(each -> each.name().equals(input.name()))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(each -> normal(each.name()).equals(normal(input.name())))
                    .findFirst())
        .orElseThrow(
            () ->
                new OperationException(
                    ErrorCode.NOT_FOUND,
                    "The environment has no variable \""
                        + input.name()
                        + "\"; environment_get_variables lists those it has."));
  }

  private static String normal(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
