package io.mcp1password;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.Verb;
import io.mcp1password.rest.RestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A call of an operation over REST as a shell command, the token in the variable TOKEN. */
final class CurlCommand {

  /** Where the documents say that the service is. */
  static final String BASE = "http://127.0.0.1:17337";

  private final OperationDescriptor operation;
  private final Map<String, JsonValue> arguments;

  private CurlCommand(OperationDescriptor operation, JsonObject arguments) {
    this.operation = operation;
    this.arguments = new LinkedHashMap<>(arguments);
  }

  static String of(OperationDescriptor operation, JsonObject arguments) {
    return new CurlCommand(operation, arguments).text();
  }

  private String text() {
    String path = path();
    var command = new StringBuilder("curl");
    if (operation.verb() != Verb.GET && operation.verb() != Verb.POST) {
      command.append(" -X ").append(operation.verb());
    }
    command.append(" -H \"Authorization: Bearer $TOKEN\"");
    if (operation.verb() == Verb.DELETE && operation.acknowledgement().isPresent()) {
      command.append(consent());
    }
    String address = BASE + RestApplication.BASE_PATH + path;
    if (!operation.verb().hasBody()) {
      return command + " \\\n  '" + address + query() + "'";
    }
    var body = Json.createObjectBuilder();
    arguments.forEach(body::add);
    return command
        + " -H 'Content-Type: application/json' \\\n  "
        + address
        + " \\\n  -d '"
        + body.build()
        + "'";
  }

  /** The reason and the acknowledgement, which a DELETE takes as headers. */
  private String consent() {
    String reason = plain(Objects.requireNonNull(arguments.remove(Access.REASON)));
    Acknowledgement demanded = operation.acknowledgement().orElseThrow();
    arguments.remove(demanded.argument());
    return " \\\n  -H 'X-Reason: %s' -H 'X-Acknowledge: %s'".formatted(reason, demanded.phrase());
  }

  private String path() {
    String path = operation.path();
    for (String name : operation.pathArguments()) {
      String value = encoded(Objects.requireNonNull(arguments.remove(name)));
      path = path.replace("{" + name + "}", value);
    }
    return path;
  }

  private String query() {
    return arguments.isEmpty()
        ? ""
        : arguments.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(JsonValue value) {
    return URLEncoder.encode(plain(value), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : value.toString();
  }
}
