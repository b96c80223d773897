package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client is asked in the course of its own request.
 *
 * @param binding whether an answer counts only when the question was asked before, and only once
 */
record Question(Kind kind, JsonObject params, boolean binding) {

  private static final Set<String> DECISIONS = Set.of("accept", "decline", "cancel");

  /** The kinds of questions, by the capability that a client declares for them. */
  enum Kind {
    /** The person in front of the client fills in a form. */
    ELICITATION("elicitation", "elicitation/create"),
    /** The person in front of the client opens a page. */
    PAGE("elicitation", "elicitation/create"),
    /** The client's model continues a conversation. */
    SAMPLING("sampling", "sampling/createMessage"),
    /** The client names the folders it works in. */
    ROOTS("roots", "roots/list");

    private final String capability;
    private final String method;

    Kind(String capability, String method) {
      this.capability = capability;
      this.method = method;
    }

    String capability() {
      return capability;
    }

    String method() {
      return method;
    }

    /** Whether the value has the form of an answer to a question of this kind. */
    boolean isAnsweredBy(JsonValue value) {
      return value instanceof JsonObject answer
          && switch (this) {
            case ELICITATION, PAGE ->
                answer.get("action") instanceof JsonString decision
                    && DECISIONS.contains(decision.getString());
            case SAMPLING ->
                answer.get("role") instanceof JsonString && answer.containsKey("content");
            case ROOTS -> answer.get("roots") instanceof JsonArray;
          };
    }
  }

  /**
   * A form for the person in front of the client; it never asks for a secret.
   *
   * @param schema a flat object schema of the form's fields
   */
  static Question form(String message, JsonObject schema) {
    return new Question(
        Kind.ELICITATION,
        JsonText.JSON
            .createObjectBuilder()
            .add("message", message)
            .add("requestedSchema", schema)
            .build(),
        false);
  }

  /**
   * A page for the person in front of the client; an accepted one need not be answered yet.
   *
   * @param id where the revision tells the client when the page is answered; else null
   */
  static Question page(String message, String url, @Nullable String id) {
    var params =
        JsonText.JSON
            .createObjectBuilder()
            .add("mode", "url")
            .add("message", message)
            .add("url", url);
    if (id != null) {
      params.add("elicitationId", id);
    }
    return new Question(Kind.PAGE, params.build(), false);
  }

  /** A text for the client's model, which answers with another. */
  static Question sampling(String text, int maxTokens) {
    var content = JsonText.JSON.createObjectBuilder().add("type", "text").add("text", text);
    var message = JsonText.JSON.createObjectBuilder().add("role", "user").add("content", content);
    return new Question(
        Kind.SAMPLING,
        JsonText.JSON
            .createObjectBuilder()
            .add("messages", JsonText.JSON.createArrayBuilder().add(message))
            .add("maxTokens", maxTokens)
            .build(),
        false);
  }

  static Question roots() {
    return new Question(Kind.ROOTS, JsonValue.EMPTY_JSON_OBJECT, false);
  }

  /** The same question, of which only an answer counts that it was asked for, and only once. */
  Question asBinding() {
    return new Question(kind, params, true);
  }

  /** The question as a message without an id. */
  JsonObject json() {
    return JsonText.JSON
        .createObjectBuilder()
        .add("method", kind.method())
        .add("params", params)
        .build();
  }

  /** Whether the value has the form of an answer to it. */
  boolean isAnsweredBy(JsonValue value) {
    return kind.isAnsweredBy(value);
  }
}
