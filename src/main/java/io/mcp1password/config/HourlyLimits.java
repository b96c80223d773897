package io.mcp1password.config;

/**
 * How many requests may be made in any 60 minutes.
 *
 * @param reads at least 1
 * @param writes at least 1
 */
public record HourlyLimits(int reads, int writes) {}
