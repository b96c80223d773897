package io.mcp1password.model;

/**
 * A variable of a 1Password Environment.
 *
 * @param masked whether the 1Password apps hide its value
 */
public record EnvironmentVariable(String name, Secret value, boolean masked) {}
