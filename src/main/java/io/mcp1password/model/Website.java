package io.mcp1password.model;

/** A web address of an item. */
public record Website(String url, String label, AutofillBehavior autofillBehavior) {}
