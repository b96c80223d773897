package io.mcp1password.sdk;

import java.util.List;

/** What can be done with 1Password Environments. */
public final class Environments {

  private final Invocations core;

  Environments(Invocations core) {
    this.core = core;
  }

  /** The variables of an environment, with their values. */
  public List<EnvironmentVariable> getVariables(String environmentId) {
    return Members.of(
            core.call(
                "EnvironmentsGetVariables", new Request().with("environment_id", environmentId)))
        .list("variables", EnvironmentVariable::of);
  }
}
