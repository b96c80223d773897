package io.mcp1password.operation;

/**
 * What a caller must send to show that it knows what the call does.
 *
 * @param argument the argument's name
 * @param phrase the only value that counts
 */
public record Acknowledgement(String argument, String phrase) {}
