package io.mcp1password.model;

/** A titled group of an item's fields. */
public record Section(String id, String title) {}
