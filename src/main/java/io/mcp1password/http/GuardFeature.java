package io.mcp1password.http;

import io.helidon.common.Weighted;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.mcp1password.model.TraceContext;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts an {@link HttpGuard} in front of everything else that a web server serves, and answers what
 * nothing else answered with a problem document.
 */
public final class GuardFeature implements HttpFeature, Weighted {

  private static final System.Logger LOG = System.getLogger(GuardFeature.class.getName());

  /** More than any feature of the server itself has, so that the guard comes first. */
  private static final double WEIGHT = 1_000_000;

  private final HttpGuard guard;

  public GuardFeature(HttpGuard guard) {
    this.guard = guard;
  }

  @Override
  public double weight() {
    return WEIGHT;
  }

  @Override
  public void setup(HttpRouting.Builder routing) {
    routing.addFilter(this::filter);
    routing.error(Throwable.class, this::answerError);
  }

  private void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    setHeaders(response, SecurityHeaders.common());
    BufferedBody body = new BufferedBody(guard.bodyTimeout(), () -> closeConnection(response));
    request.streamFilter(body::over);
    RequestHead head = head(request);
    switch (guard.check(head)) {
      case Verdict.Proceed proceed -> {
        setHeaders(response, proceed.headers());
        proceed.authorization().leaveIn(request.context());
        TraceContext.run(trace(head), chain::proceed);
      }
      case Verdict.Answer answer -> {
        send(request, response, answer);
        // A body that is merely too large is read on first: its sender would lose the answer.
        if (answer.close() && answer.status() != Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
          throw new CloseConnectionException("The request's form is not safe.");
        }
      }
    }
    finish(request, response, body);
  }

  /**
   * Reads, within the limits, what the caller still sends, as it would otherwise lose the answer;
   * and ends the connection when the answer said so, which the server itself only says.
   */
  private static void finish(RoutingRequest request, RoutingResponse response, BufferedBody body) {
    boolean closing = response.headers().contains(HeaderValues.CONNECTION_CLOSE);
    response.commit();
    try {
      body.finish();
      if (closing && body.isUntouched() && !request.headers().contains(HeaderValues.EXPECT_100)) {
        request.content().consume();
      }
    } catch (IOException | RuntimeException e) {
      throw new CloseConnectionException("The rest of the body cannot be read.", e);
    }
    if (closing) {
      throw new CloseConnectionException("The answer ended the connection.");
    }
  }

  private void answerError(ServerRequest request, ServerResponse response, Throwable error) {
    int status =
        switch (error) {
          case WebApplicationException e -> e.getResponse().getStatus();
          case HttpException e -> e.status().code();
          default -> 500;
        };
    if (status == 500) {
      LOG.log(
          System.Logger.Level.ERROR,
          "An unexpected {0} at {1}",
          error.getClass().getName(),
          error.getStackTrace().length == 0 ? "?" : error.getStackTrace()[0]);
    }
    send(request, response, Verdict.Answer.problem(Problem.ofStatus(status)));
  }

  private static void send(ServerRequest request, ServerResponse response, Verdict.Answer answer) {
    response.status(answer.status());
    setHeaders(response, answer.headers());
    if (answer.close() || request.headers().contains(HeaderValues.EXPECT_100)) {
      closeConnection(response);
    }
    boolean headOnly = request.prologue().method().text().equals("HEAD");
    if (headOnly || answer.body().isEmpty()) {
      response.send();
    } else {
      response.send(answer.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Optional<TraceContext> trace(RequestHead head) {
    List<String> values = head.values(TraceContext.NAME);
    return values.size() == 1 ? TraceContext.parse(values.getFirst()) : Optional.empty();
  }

  private static RequestHead head(RoutingRequest request) {
    ServerRequestHeaders headers = request.headers();
    return new RequestHead(
        request.prologue().method().text(),
        request.prologue().uriPath().rawPath(),
        name -> headers.all(HeaderNames.create(name), List::of),
        request.remotePeer().host(),
        request.localPeer().port());
  }

  private static void setHeaders(ServerResponse response, Map<String, String> headers) {
    headers.forEach(response::header);
  }

  private static void closeConnection(ServerResponse response) {
    response.header(HeaderValues.CONNECTION_CLOSE);
  }
}
