package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was asked of the API, newest first; it holds the last 10,000 requests. */
final class ActivityLog {

  private static final int CAPACITY = 10_000;
  private static final int DEFAULT_LIMIT = 50;

  private final Deque<JsonObject> entries = new ArrayDeque<>();

  void succeeded(Request request, Grant grant, Answer answer) {
    add(request, grant, "SUCCESS", resource(request, answer));
  }

  void denied(Request request, Grant grant) {
    add(request, grant, "DENY", resource(request, Answer.noContent()));
  }

  /** The page that the request's {@code limit} and {@code offset} ask for. */
  synchronized Answer page(Request request) {
    int limit = number(request, "limit", DEFAULT_LIMIT);
    int offset = number(request, "offset", 0);
    List<JsonObject> page = entries.stream().skip(offset).limit(limit).toList();
    String range =
        "%d-%d/%d".formatted(page.isEmpty() ? 0 : offset + 1, offset + page.size(), entries.size());
    return Answer.json(200, ConnectJson.array(page), Map.of("Content-Range", range));
  }

  private synchronized void add(Request request, Grant grant, String result, JsonObject resource) {
    entries.addFirst(
        ConnectJson.object()
            .add("requestId", UUID.randomUUID().toString())
            .add("timestamp", Instant.now().toString())
            .add("action", request.action().name())
            .add("result", result)
            .add("actor", actor(request, grant))
            .add("resource", resource)
            .build());
    if (entries.size() > CAPACITY) {
      entries.removeLast();
    }
  }

  private static JsonObject actor(Request request, Grant grant) {
    return ConnectJson.object()
        .add("id", Ids.upperCaseOf("server"))
        .add("account", Ids.upperCaseOf("account"))
        .add("jti", grant.jti())
        .add("userAgent", request.received().userAgent())
        .add("requestIp", request.clientAddress())
        .build();
  }

  private static JsonObject resource(Request request, Answer answer) {
    boolean ofItem = request.path().size() > 3;
    JsonObjectBuilder resource = ConnectJson.object().add("type", ofItem ? "ITEM" : "VAULT");
    if (request.path().size() > 2) {
      resource.add("vault", ConnectJson.object().add("id", request.vaultId()));
    }
    if (request.path().size() > 4) {
      resource.add("item", ConnectJson.object().add("id", request.itemId()));
    }
    if (ofItem && answer.json() instanceof JsonObject item && item.containsKey("version")) {
      resource.add("item", ConnectJson.object().add("id", item.getString("id")));
      resource.add("itemVersion", item.getInt("version"));
    }
    return resource.build();
  }

  private static int number(Request request, String name, int fallback) {
    String text = request.query().get(name);
    try {
      return text == null ? fallback : Integer.parseUnsignedInt(text) & Integer.MAX_VALUE;
    } catch (NumberFormatException notANumber) {
      throw Refusal.badRequest("Invalid " + name);
    }
  }
}
