package io.mcp1password.mcp;

import io.mcp1password.http.Authorization;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
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

  /** An answer within a session, or where there is to be one. */
  static Response of(Outgoing message) {
    return answer(message, false);
  }

  /** An answer of the stateless revision. */
  static Response ofStateless(Outgoing message) {
    return answer(message, true);
  }

  /** A stream of events. */
  static Response of(SseConnection stream) {
    return Response.ok(stream.body(), MediaType.SERVER_SENT_EVENTS_TYPE)
        .header("X-Accel-Buffering", "no")
        .build();
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

  private static Response answer(Outgoing message, boolean stateless) {
    Response response = json(status(message, stateless), message.json());
    return message instanceof Outgoing.Failure failure && !failure.neededScopes().isEmpty()
        ? Response.fromResponse(response)
            .header(
                HttpHeaders.WWW_AUTHENTICATE,
                Authorization.current().insufficientScope(failure.neededScopes()))
            .build()
        : response;
  }

  /** Clients of sessions read the body of an answer to a request only when the status is good. */
  private static int status(Outgoing message, boolean stateless) {
    return switch (message) {
      case Outgoing.Failure failure ->
          switch (failure.error()) {
            case PARSE_ERROR, INVALID_REQUEST, INVALID_META, HEADER_MISMATCH, UNSUPPORTED_VERSION ->
                400;
            case INSUFFICIENT_SCOPE -> 403;
            case MISSING_CAPABILITY -> stateless ? 400 : 200;
            case METHOD_NOT_FOUND -> stateless ? 404 : 200;
            case INVALID_PARAMS, RESOURCE_NOT_FOUND, INTERNAL -> 200;
            case OVERLOADED -> 429;
          };
      case Outgoing.Result _, Outgoing.Notification _, Outgoing.Request _ -> 200;
    };
  }

  private static Response json(int status, JsonValue body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
