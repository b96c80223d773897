package io.mcp1password;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.model.Secret;
import io.mcp1password.rest.RestApplication;
import java.io.PrintStream;
import java.util.Objects;

/** What the service says when it is ready: where it is, and how to use it at once. */
final class Greeting {

  private final HttpSettings http;
  private final String base;

  Greeting(HttpSettings http, int port) {
    this.http = http;
    this.base = http.scheme() + "://" + reachable(http.host()) + ":" + port;
  }

  /**
   * Prints it.
   *
   * @param withToken whether the bearer token was made for this run and nobody knows it yet
   */
  void print(PrintStream output, boolean withToken) {
    output.printf(
        "mcp-1password is ready: MCP at %s%s, REST at %s%s%n",
        base, http.path(), base, RestApplication.BASE_PATH);
    if (withToken) {
      Secret token = Objects.requireNonNull(http.bearerToken());
      output.print(firstSteps(token.reveal()));
    }
    output.flush();
  }

  /** The only place where the token is shown, once, to the person who started the service. */
  private String firstSteps(String token) {
    return """

    No bearer token was set, so this one was made for this run:

      %1$s

    Try it:

      curl -H 'Authorization: Bearer %1$s' %2$s%3$s/vaults

    For an MCP client:

      {"mcpServers": {"1password": {"type": "http", "url": "%2$s%4$s",
        "headers": {"Authorization": "Bearer %1$s"}}}}

    """
        .formatted(token, base, RestApplication.BASE_PATH, http.path());
  }

  /** A wildcard address cannot be called; the loopback stands for it. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
      default -> host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    };
  }
}
