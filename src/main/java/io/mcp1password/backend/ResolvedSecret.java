package io.mcp1password.backend;

import io.mcp1password.model.Secret;

/**
 * What a secret reference stands for.
 *
 * @param vaultId the vault that it was found in
 */
public record ResolvedSecret(String vaultId, Secret value) {}
