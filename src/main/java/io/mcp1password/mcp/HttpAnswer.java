package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The answers of the HTTP transport: JSON on one line, with the status that goes with it. */
final class HttpAnswer {

  private HttpAnswer() {}

  static Response accepted() {
    return Response.accepted().build();
  }

  static Response of(Outgoing message) {
    return json(status(message), message.json());
  }

  static Response of(HttpRefusal refusal, JsonValue id) {
    var failure = new Outgoing.Failure(id, refusal.error(), String.valueOf(refusal.getMessage()));
    return json(refusal.status(), failure.json());
  }

  static Response ofBatch(List<Outgoing> messages) {
    var batch = JsonText.JSON.createArrayBuilder();
    messages.forEach(message -> batch.add(message.json()));
    return json(200, batch.build());
  }

  /** Clients read the body of an answer to a request only when the status is good. */
  private static int status(Outgoing message) {
    return switch (message) {
      case Outgoing.Result _ -> 200;
      case Outgoing.Failure failure ->
          switch (failure.error()) {
            case PARSE_ERROR, INVALID_REQUEST -> 400;
            case METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL -> 200;
            case OVERLOADED -> 429;
          };
    };
  }

  private static Response json(int status, JsonValue body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
