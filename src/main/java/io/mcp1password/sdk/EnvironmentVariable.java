package io.mcp1password.sdk;

/**
 * A variable of a 1Password Environment.
 *
 * @param masked whether the 1Password apps hide its value
 */
public record EnvironmentVariable(String name, Plaintext value, boolean masked) {

  static EnvironmentVariable of(Members json) {
    return new EnvironmentVariable(json.id("name"), json.plaintext("value"), json.flag("masked"));
  }
}
