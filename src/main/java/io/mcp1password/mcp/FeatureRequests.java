package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The requests about tools, resources, prompts and completions, alike in every revision. */
final class FeatureRequests {

  /** The most suggestions of a completion, by the protocol. */
  private static final int MAX_SUGGESTIONS = 100;

  private final Features features;
  private final Pages pages;

  FeatureRequests(Features features, Pages pages) {
    this.features = features;
    this.pages = pages;
  }

  Features features() {
    return features;
  }

  /** The result of a request of a method that the features serve. */
  JsonObject carryOut(Method method, JsonObject params, Call call) {
    return switch (method) {
      case TOOLS_LIST ->
          pages.page("tools", "name", features.tools().list(call.revision()), params);
      case TOOLS_CALL ->
          features.tools().call(text(params, "name"), object(params, "arguments"), call);
      case RESOURCES_LIST -> pages.page("resources", "uri", resources().list(), params);
      case RESOURCES_TEMPLATES_LIST ->
          pages.page("resourceTemplates", "uriTemplate", resources().templates(), params);
      case RESOURCES_READ -> resources().read(text(params, "uri"), call);
      case PROMPTS_LIST -> pages.page("prompts", "name", prompts().list(), params);
      case PROMPTS_GET -> prompts().get(text(params, "name"), texts(params, "arguments"), call);
      case COMPLETION_COMPLETE -> complete(params, call);
      case INITIALIZE,
          PING,
          LOGGING_SET_LEVEL,
          RESOURCES_SUBSCRIBE,
          RESOURCES_UNSUBSCRIBE,
          SERVER_DISCOVER,
          SUBSCRIPTIONS_LISTEN ->
          throw new IllegalArgumentException(method.wireName());
    };
  }

  private Resources resources() {
    return Objects.requireNonNull(features.resources());
  }

  private Prompts prompts() {
    return Objects.requireNonNull(features.prompts());
  }

  private JsonObject complete(JsonObject params, Call call) {
    JsonObject ref = object(params, "ref");
    JsonObject argument = object(params, "argument");
    Completions.Kind kind =
        switch (text(ref, "type")) {
          case "ref/prompt" -> Completions.Kind.PROMPT;
          case "ref/resource" -> Completions.Kind.RESOURCE_TEMPLATE;
          default ->
              throw ProtocolException.invalidParams(
                  "The ref's type must be ref/prompt or ref/resource.");
        };
    var typed =
        new Completions.Typed(
            kind,
            text(ref, kind == Completions.Kind.PROMPT ? "name" : "uri"),
            text(argument, "name"),
            text(argument, "value"),
            texts(object(params, "context"), "arguments"));
    List<String> found = Objects.requireNonNull(features.completions()).complete(typed, call);
    List<String> shown = found.subList(0, Math.min(found.size(), MAX_SUGGESTIONS));
    var completion =
        JsonText.JSON
            .createObjectBuilder()
            .add("values", JsonText.JSON.createArrayBuilder(shown))
            .add("total", found.size())
            .add("hasMore", shown.size() < found.size());
    return JsonText.JSON.createObjectBuilder().add("completion", completion).build();
  }

  /** A member that must be a string. */
  static String text(JsonObject params, String name) {
    if (params.get(name) instanceof JsonString text) {
      return text.getString();
    }
    throw ProtocolException.invalidParams("The " + name + " must be a string.");
  }

  /** A member that must be an object, if it is there. */
  private static JsonObject object(JsonObject params, String name) {
    if (params.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT) instanceof JsonObject object) {
      return object;
    }
    throw ProtocolException.invalidParams("The " + name + " must be an object.");
  }

  /** A member that must be an object of strings, if it is there. */
  private static Map<String, String> texts(JsonObject params, String name) {
    JsonObject object = object(params, name);
    var texts = new HashMap<String, String>();
    object.keySet().forEach(each -> texts.put(each, text(object, each)));
    return texts;
  }
}
