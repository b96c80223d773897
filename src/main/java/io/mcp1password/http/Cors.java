package io.mcp1password.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The answer headers of cross-origin requests, for origins that are allowed already. */
final class Cors {

  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
  private static final String EXPOSED = "mcp-session-id, mcp-protocol-version, www-authenticate";
  private static final String MAX_AGE_SECONDS = "600";
  private static final List<String> REQUEST_HEADERS =
      List.of(
          "authorization",
          "content-type",
          "accept",
          "mcp-session-id",
          "mcp-protocol-version",
          "mcp-method",
          "mcp-name",
          "last-event-id",
          "x-reason",
          "x-acknowledge");
  private static final Pattern MCP_PARAMETER = Pattern.compile("mcp-param-[a-z0-9_.-]{1,64}");
  private static final int MAX_MCP_PARAMETERS = 20;

  private Cors() {}

  static boolean isPreflight(RequestHead head) {
    return head.method().equals("OPTIONS")
        && !head.values("Origin").isEmpty()
        && !head.values("Access-Control-Request-Method").isEmpty();
  }

  /** What lets the page read an answer; nothing when no page asks. */
  static Map<String, String> answerHeaders(RequestHead head) {
    List<String> origins = head.values("Origin");
    return origins.isEmpty()
        ? Map.of()
        : Map.of(
            "Access-Control-Allow-Origin",
            origins.getFirst(),
            "Access-Control-Expose-Headers",
            EXPOSED);
  }

  /** What tells the browser which requests the page may send. */
  static Map<String, String> preflightHeaders(RequestHead head) {
    Stream<String> parameters =
        head.values("Access-Control-Request-Headers").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(MCP_PARAMETER.asMatchPredicate())
            .limit(MAX_MCP_PARAMETERS);
    String allowed =
        String.join(", ", Stream.concat(REQUEST_HEADERS.stream(), parameters).toList());
    return Map.of(
        "Access-Control-Allow-Methods", METHODS,
        "Access-Control-Allow-Headers", allowed,
        "Access-Control-Max-Age", MAX_AGE_SECONDS);
  }
}
