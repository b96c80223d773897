package io.mcp1password.demo;

/**
 * A request that came in, as tests may look at it: never its token or its body.
 *
 * @param path as it was sent, percent-encoded
 * @param query as it was sent, percent-encoded; empty when there was none
 * @param userAgent empty when there was none
 * @param traceparent empty when there was none
 */
public record ReceivedRequest(
    String method, String path, String query, String userAgent, String traceparent) {}
