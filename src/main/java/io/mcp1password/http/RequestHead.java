package io.mcp1password.http;

import java.util.List;
import java.util.function.Function;

/**
 * The part of a request that the guards judge: all but its body.
 *
 * @param path as it was sent, neither decoded nor normalised, without the query
 * @param headers gives all values of a header by its name, in any case
 * @param remote the caller's address
 * @param boundPort the port that the connection came in on
 */
record RequestHead(
    String method,
    String path,
    Function<String, List<String>> headers,
    String remote,
    int boundPort) {

  List<String> values(String header) {
    return headers.apply(header);
  }
}
