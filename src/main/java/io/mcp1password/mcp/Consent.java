package io.mcp1password.mcp;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Asks the person in front of the client for the consent that a call needs and did not bring.
 *
 * <p>It asks by a form, where the client can show one, and never for a secret. Without such a
 * client, or without a yes, the call goes on as it came, and is refused like any other.
 */
final class Consent {

  private static final String QUESTION = "consent";
  private static final String AGREED = "agree";
  private static final int SHOWN_MAX = 200;

  private final OperationCatalog catalog;

  Consent(OperationCatalog catalog) {
    this.catalog = catalog;
  }

  /** The arguments, with reason and acknowledgement added where the person agrees. */
  JsonObject complete(OperationDescriptor operation, JsonObject arguments, Call call) {
    Optional<Acknowledgement> missing = catalog.missingConsent(operation, arguments);
    if (missing.isEmpty()
        || !call.client().has(Question.Kind.ELICITATION)
        || !call.caller().principal().allows(operation.neededScopes(arguments))) {
      return arguments;
    }
    JsonObject answer = call.ask(QUESTION, question(operation, arguments));
    return reason(answer)
        .map(
            reason ->
                JsonText.JSON
                    .createObjectBuilder(arguments)
                    .add(Access.REASON, reason)
                    .add(missing.get().argument(), missing.get().phrase())
                    .build())
        .orElse(arguments);
  }

  private static Question question(OperationDescriptor operation, JsonObject arguments) {
    var agree =
        JsonText.JSON
            .createObjectBuilder()
            .add("type", "boolean")
            .add("title", "I agree to: " + operation.title())
            .add("default", false);
    var reason =
        JsonText.JSON
            .createObjectBuilder()
            .add("type", "string")
            .add("title", "Why (kept in the audit log; no secrets)")
            .add("minLength", Access.REASON_MIN)
            .add("maxLength", Access.REASON_MAX);
    if (arguments.get(Access.REASON) instanceof JsonString given) {
      reason.add("default", OneLine.of(given.getString()));
    }
    return Question.form(
            message(operation, arguments),
            JsonText.JSON
                .createObjectBuilder()
                .add("type", "object")
                .add(
                    "properties",
                    JsonText.JSON
                        .createObjectBuilder()
                        .add(AGREED, agree)
                        .add(Access.REASON, reason))
                .add("required", JsonText.JSON.createArrayBuilder().add(AGREED).add(Access.REASON))
                .build())
        .asBinding();
  }

  /** What would be revealed or destroyed, in the words of the call. */
  private static String message(OperationDescriptor operation, JsonObject arguments) {
    var text = new StringBuilder(operation.title()).append(": ").append(operation.description());
    operation
        .shown(arguments)
        .forEach((name, value) -> text.append('\n').append(name).append(": ").append(shown(value)));
    return text.toString();
  }

  private static String shown(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    String plain = OneLine.of(text);
    return plain.length() <= SHOWN_MAX ? plain : plain.substring(0, SHOWN_MAX) + "…";
  }

  private static Optional<String> reason(JsonObject answer) {
    return "accept".equals(answer.getString("action", ""))
            && answer.get("content") instanceof JsonObject content
            && JsonValue.TRUE.equals(content.get(AGREED))
            && content.get(Access.REASON) instanceof JsonString reason
        ? Optional.of(reason.getString())
        : Optional.empty();
  }
}
