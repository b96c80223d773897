package io.mcp1password.config;

/**
 * Where the Connect stand-in listens when it runs alone.
 *
 * @param port 0 for a free one
 */
public record StandInSettings(String host, int port) {}
