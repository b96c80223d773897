package io.mcp1password.model;

/**
 * How an item was deleted.
 *
 * @param permanent whether nobody can bring it back
 * @param visible whether reads show already that it is gone; if not, they show it a little longer
 */
public record DeletedItem(String vaultId, String itemId, boolean permanent, boolean visible) {}
