package io.mcp1password.mcp;

import io.mcp1password.http.Authorization;
import jakarta.json.JsonValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

/** The part of the endpoint that needs no sessions: each POST is answered for itself. */
final class StatelessEndpoint {

  private final StatelessProtocol protocol;
  private final Tools tools;
  private final AnswerStreams streams;

  StatelessEndpoint(StatelessProtocol protocol, Tools tools, AnswerStreams streams) {
    this.protocol = protocol;
    this.tools = tools;
    this.streams = streams;
  }

  /** Answers a message; a client that goes before the end thereby cancels its request. */
  Response post(ContainerRequestContext request, JsonValue json) {
    var answer = new PostAnswer(EventStream::once, HttpAnswer::ofStateless);
    var running = new RunningRequests();
    var exchange =
        new StatelessProtocol.Exchange(
            new StandardHeaders(request.getHeaders(), tools),
            running,
            Authorization.current().principal(),
            answer);
    streams.start(
        () -> {
          try {
            protocol.receive(json, exchange);
          } finally {
            answer.end();
          }
        });
    return answer.response(
        PostAnswer.PATIENCE,
        () -> new SseConnection(streams.keepAlive(), () -> {}, running::cancelAll),
        HttpAnswer.accepted());
  }
}
