package io.mcp1password.demo;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request as the routes see it.
 *
 * @param path the decoded segments; a trailing slash leaves none
 * @param query the decoded parameters; of several of one name, the last
 * @param grant what the bearer token allows; empty without a valid one
 * @param body parses the body, so that this happens after the checks of access
 */
record Request(
    ReceivedRequest received,
    List<String> path,
    Map<String, String> query,
    Optional<Grant> grant,
    Supplier<JsonValue> body,
    String clientAddress) {

  private static final String API = "v1";

  /** Whether the request is for the API, rather than for the server's own state. */
  boolean ofApi() {
    return !path.isEmpty() && path.getFirst().equals(API);
  }

  /** Method and path, with a star for each id: {@code GET vaults/*}{@code /items}. */
  String route() {
    var route = new StringBuilder(received.method()).append(' ');
    int first = ofApi() ? 1 : 0;
    for (int i = first; i < path.size(); i++) {
      boolean id = ofApi() && i % 2 == 0;
      route.append(i == first ? "" : "/").append(id ? "*" : path.get(i));
    }
    return route.toString();
  }

  /** Whether it changes something. */
  boolean writes() {
    return action() != Action.READ;
  }

  Action action() {
    return Action.ofMethod(received.method());
  }

  String vaultId() {
    return path.get(2);
  }

  String itemId() {
    return path.get(4);
  }

  String fileId() {
    return path.get(6);
  }
}
