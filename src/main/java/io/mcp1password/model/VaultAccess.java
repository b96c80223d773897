package io.mcp1password.model;

/**
 * One user's or group's rights on a vault.
 *
 * @param permissionsMask the bits of {@link Permission}
 */
public record VaultAccess(
    String vaultId, AccessorType accessorType, String accessorId, int permissionsMask) {}
