package io.mcp1password.model;

/**
 * An item after a write.
 *
 * @param visible whether reads show the write already; if not, it was accepted and shows later
 */
public record WrittenItem(Item item, boolean visible) {}
