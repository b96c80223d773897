package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import java.util.List;

/** Messages of clients as they should be, good for every revision that has their method. */
final class ValidMessages {

  private static final String META =
      StatelessFixture.meta()
          .add(
              "io.modelcontextprotocol/clientCapabilities",
              Fixture.json("{\"elicitation\":{},\"sampling\":{},\"roots\":{}}"))
          .add("progressToken", "token")
          .build()
          .toString();

  private ValidMessages() {}

  /** A message as it should be. */
  static JsonObject of(Method method) {
    return request(method.wireName(), params(method));
  }

  private static String params(Method method) {
    return switch (method) {
      case INITIALIZE ->
          """
          "protocolVersion": "2025-11-25", "capabilities": {"elicitation": {}},
          "clientInfo": {"name": "tester", "version": "1"}\
          """;
      case LOGGING_SET_LEVEL -> "\"level\": \"debug\"";
      case RESOURCES_SUBSCRIBE, RESOURCES_UNSUBSCRIBE, RESOURCES_READ ->
          "\"uri\": \"test://static-text\"";
      case SUBSCRIPTIONS_LISTEN ->
          """
          "notifications": {"toolsListChanged": true, "resourceSubscriptions": ["test://a"]}\
          """;
      case TOOLS_CALL ->
          "\"name\": \"thing_greet\", \"arguments\": {\"name\": \"Bo\", \"count\": 2}";
      case PROMPTS_GET ->
          """
          "name": "test_prompt_with_arguments", "arguments": {"arg1": "a", "arg2": "b"}\
          """;
      case COMPLETION_COMPLETE ->
          """
          "ref": {"type": "ref/prompt", "name": "test_prompt_with_arguments"},
          "argument": {"name": "arg1", "value": "a"}, "context": {"arguments": {"arg2": "b"}}\
          """;
      case PING,
          SERVER_DISCOVER,
          TOOLS_LIST,
          RESOURCES_LIST,
          RESOURCES_TEMPLATES_LIST,
          PROMPTS_LIST ->
          "\"none\": null";
    };
  }

  /** Further messages: other forms, and other ways of what a method does. */
  static List<JsonObject> others() {
    return List.of(
        request("tools/call", "\"name\": \"thing_fail\""),
        request("tools/call", "\"name\": \"thing_make\", \"arguments\": {\"reason\": \"why\"}"),
        request("tools/list", "\"cursor\": \"YWZ0ZXIgdGhpbmdfZmFpbA\""),
        request(
            "prompts/get",
            """
            "name": "test_input_required_result_prompt", "requestState": "state",
            "inputResponses": {"user_context": {"action": "accept", "content": {}}}\
            """),
        request("prompts/get", "\"name\": \"test_input_required_result_prompt\""),
        Fixture.json(
            """
            {"jsonrpc": "2.0", "method": "notifications/cancelled",
             "params": {"requestId": "none", "reason": "why"}}\
            """),
        Fixture.json("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}"),
        Fixture.json("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {\"action\": \"decline\"}}"),
        Fixture.json(
            """
            {"jsonrpc": "2.0", "id": 1, "error": {"code": -1, "message": "no"}}\
            """));
  }

  private static JsonObject request(String method, String params) {
    return Fixture.json(
        """
        {"jsonrpc": "2.0", "id": "one", "method": "%s", "params": {%s, "_meta": %s}}\
        """
            .formatted(method, params, META));
  }
}
