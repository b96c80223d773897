package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;

/** What every result of the stateless revision says beyond its content. */
final class StatelessResults {

  /** How long a client may keep what does not change while the server runs. */
  private static final Duration LASTING = Duration.ofMinutes(5);

  private final JsonObject server;

  StatelessResults(JsonObject server) {
    this.server = server;
  }

  /** The result of a request that was carried out. */
  JsonObject complete(Method method, JsonObject content) {
    JsonObjectBuilder result = result("complete", content);
    switch (method) {
      case SERVER_DISCOVER, TOOLS_LIST, PROMPTS_LIST, RESOURCES_LIST, RESOURCES_TEMPLATES_LIST ->
          result.add("ttlMs", LASTING.toMillis()).add("cacheScope", "public");
      // What is read may come from a vault.
      case RESOURCES_READ -> result.add("ttlMs", 0).add("cacheScope", "private");
      default -> {}
    }
    return result.build();
  }

  /** The result of a request that needs answers of the client first. */
  JsonObject inputRequired(Map<String, Question> questions, String state) {
    var asked = JsonText.JSON.createObjectBuilder();
    questions.forEach((key, question) -> asked.add(key, question.json()));
    return result("input_required", JsonValue.EMPTY_JSON_OBJECT)
        .add("inputRequests", asked)
        .add("requestState", state)
        .build();
  }

  private JsonObjectBuilder result(String type, JsonObject content) {
    JsonObject own =
        content.get("_meta") instanceof JsonObject meta ? meta : JsonValue.EMPTY_JSON_OBJECT;
    var meta = JsonText.JSON.createObjectBuilder(own).add(RequestMeta.SERVER, server);
    return JsonText.JSON.createObjectBuilder(content).add("resultType", type).add("_meta", meta);
  }
}
