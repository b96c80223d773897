package io.mcp1password.sdk;

/** Which items a list has; without a filter, the active ones. */
public sealed interface ItemListFilter {

  /** The items in these states. */
  record ByState(boolean active, boolean archived) implements ItemListFilter {}
}
