package io.mcp1password.mcp;

import static io.mcp1password.mcp.ConformanceCatalogue.text;

import jakarta.json.JsonObject;
import java.util.Map;

/** The suite's tools that ask their client something. */
final class ConformanceQuestions {

  private static final JsonObject NAME_FORM =
      Fixture.json(
          """
          {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
          """);

  private static final JsonObject CONTACT_FORM =
      Fixture.json(
          """
          {"type": "object", "properties": {
            "username": {"type": "string", "description": "Your name"},
            "email": {"type": "string", "description": "Your address"}},
           "required": ["username", "email"]}
          """);

  private static final JsonObject DEFAULTS_FORM =
      Fixture.json(
          """
          {"type": "object", "properties": {
            "name": {"type": "string", "default": "John Doe"},
            "age": {"type": "integer", "default": 30},
            "score": {"type": "number", "default": 95.5},
            "status": {"type": "string", "enum": ["active", "inactive", "pending"],
              "default": "active"},
            "verified": {"type": "boolean", "default": true}}}
          """);

  private static final JsonObject ENUMS_FORM =
      Fixture.json(
          """
          {"type": "object", "properties": {
            "untitledSingle": {"type": "string", "enum": ["one", "two", "three"]},
            "titledSingle": {"type": "string", "oneOf": [
              {"const": "one", "title": "One"}, {"const": "two", "title": "Two"}]},
            "legacyEnum": {"type": "string", "enum": ["one", "two"],
              "enumNames": ["One", "Two"]},
            "untitledMulti": {"type": "array",
              "items": {"type": "string", "enum": ["one", "two", "three"]}},
            "titledMulti": {"type": "array", "items": {"anyOf": [
              {"const": "one", "title": "One"}, {"const": "two", "title": "Two"}]}}}}
          """);

  private ConformanceQuestions() {}

  static void addTo(ConformanceCatalogue tools) {
    addInSessions(tools);
    addInRounds(tools);
  }

  private static void addInSessions(ConformanceCatalogue tools) {
    ask(tools, "test_sampling", "sample", Question.sampling("Say something.", 100));
    ask(tools, "test_missing_capability", "sample", Question.sampling("Say something.", 100));
    ask(tools, "test_elicitation", "contact", Question.form("Who are you?", CONTACT_FORM));
    ask(
        tools,
        "test_elicitation_sep1034_defaults",
        "defaults",
        Question.form("Is this right?", DEFAULTS_FORM));
    ask(tools, "test_elicitation_sep1330_enums", "enums", Question.form("Choose.", ENUMS_FORM));
    tools.add(
        "test_streaming_elicitation",
        (arguments, call) -> {
          call.progress(0, 100);
          return text("Answer: " + call.ask("contact", form()).getString("action"));
        });
  }

  private static void addInRounds(ConformanceCatalogue tools) {
    String prefix = "test_input_required_result_";
    ask(tools, prefix + "elicitation", "user_name", form());
    ask(tools, prefix + "sampling", "sample", Question.sampling("What is 2 + 2?", 100));
    ask(tools, prefix + "list_roots", "roots", Question.roots());
    ask(tools, prefix + "request_state", "confirm", form());
    ask(tools, prefix + "tampered_state", "confirm", form());
    tools.add(
        prefix + "multiple_inputs",
        (arguments, call) -> {
          call.ask(
              Map.of(
                  "user_name",
                  form(),
                  "sample",
                  Question.sampling("Greet someone.", 100),
                  "roots",
                  Question.roots()));
          return text("state-ok: all answered");
        });
    tools.add(
        prefix + "multi_round",
        (arguments, call) -> {
          String first = call.ask("step1", form()).getString("action");
          String second = call.ask("step2", form()).getString("action");
          return text("state-ok: " + first + ", " + second);
        });
    tools.add(
        prefix + "capabilities",
        (arguments, call) -> {
          boolean canElicit = call.client().has(Question.Kind.ELICITATION);
          call.ask("input", canElicit ? form() : Question.sampling("Say something.", 100));
          return text("Answered.");
        });
  }

  private static void ask(ConformanceCatalogue tools, String name, String key, Question question) {
    tools.add(name, (arguments, call) -> text("state-ok: " + call.ask(key, question).keySet()));
  }

  static Question form() {
    return Question.form("What is your name?", NAME_FORM);
  }
}
