package io.mcp1password.backend.connect;

/** Where an item is. */
record ItemKey(String vaultId, String itemId) {}
