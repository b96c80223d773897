package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The suite's prompts. */
final class ConformancePrompts implements Prompts {

  @Override
  public List<JsonObject> list() {
    return List.of(
        prompt("test_simple_prompt"),
        prompt("test_prompt_with_arguments", "arg1", "arg2"),
        prompt("test_prompt_with_embedded_resource", "resourceUri"),
        prompt("test_prompt_with_image"),
        prompt("test_input_required_result_prompt"));
  }

  private static JsonObject prompt(String name, String... arguments) {
    var described = JsonText.JSON.createArrayBuilder();
    Arrays.stream(arguments)
        .forEach(
            argument ->
                described.add(
                    JsonText.JSON
                        .createObjectBuilder()
                        .add("name", argument)
                        .add("description", "The " + argument + ".")
                        .add("required", true)));
    return JsonText.JSON
        .createObjectBuilder()
        .add("name", name)
        .add("description", "The suite's " + name + ".")
        .add("arguments", described)
        .build();
  }

  @Override
  public JsonObject get(String name, Map<String, String> arguments, Call call) {
    return switch (name) {
      case "test_simple_prompt" -> messages(ConformanceCatalogue.textItem("A simple prompt."));
      case "test_prompt_with_arguments" ->
          messages(
              ConformanceCatalogue.textItem(
                  "Arguments: "
                      + required(arguments, "arg1")
                      + ", "
                      + required(arguments, "arg2")));
      case "test_prompt_with_embedded_resource" ->
          messages(ConformanceCatalogue.resourceItem(required(arguments, "resourceUri")));
      case "test_prompt_with_image" ->
          messages(ConformanceCatalogue.mediaItem("image", "image/png", ConformanceContents.PNG));
      case "test_input_required_result_prompt" ->
          messages(
              ConformanceCatalogue.textItem(
                  "Answer: "
                      + call.ask("user_context", ConformanceQuestions.form()).getString("action")));
      default -> throw ProtocolException.invalidParams("Unknown prompt.");
    };
  }

  private static String required(Map<String, String> arguments, String name) {
    return Optional.ofNullable(arguments.get(name))
        .orElseThrow(() -> ProtocolException.invalidParams("The " + name + " is missing."));
  }

  private static JsonObject messages(JsonObject content) {
    var message = JsonText.JSON.createObjectBuilder().add("role", "user").add("content", content);
    return JsonText.JSON
        .createObjectBuilder()
        .add("messages", JsonText.JSON.createArrayBuilder().add(message))
        .build();
  }
}
