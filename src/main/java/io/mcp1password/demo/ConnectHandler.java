package io.mcp1password.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of the stand-in: reads a request, lets it meet the faults, and sends the answer.
 */
final class ConnectHandler implements HttpHandler {

  /** The version of Connect whose behaviour this is. */
  static final String VERSION = "1.8.1";

  private static final Logger LOG = System.getLogger(ConnectHandler.class.getName());
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_DRAINED_BYTES = 16 << 20;

  private final ConnectRoutes routes;
  private final TokenMint tokens;
  private final StandInFaults faults;
  private final RequestLog requests;

  ConnectHandler(
      ConnectRoutes routes, TokenMint tokens, StandInFaults faults, RequestLog requests) {
    this.routes = routes;
    this.tokens = tokens;
    this.faults = faults;
    this.requests = requests;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ReceivedRequest received = received(exchange);
      requests.add(received);
      byte[] body = body(exchange.getRequestBody());
      Answer answer;
      try {
        Request request = request(exchange, received, body);
        answer = request.ofApi() ? faulty(exchange, request) : routes.answer(request);
      } catch (Refusal refusal) {
        answer = refusal.answer();
      } catch (CutException cut) {
        return;
      } catch (RuntimeException unforeseen) {
        LOG.log(Level.ERROR, "a request failed: {0}", unforeseen.getClass().getName());
        answer = Refusal.somethingWentWrong().answer();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
      send(exchange, answer);
    }
  }

  private Answer faulty(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    Thread.sleep(faults.delay());
    @Nullable String vault = request.path().size() > 2 ? request.vaultId() : null;
    for (Fault fault : faults.take(vault, request.writes())) {
      Optional<Answer> answer = faultAnswer(exchange, request, fault);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return routes.answer(request);
  }

  /** What a fault answers instead; empty when the request goes on. */
  private Optional<Answer> faultAnswer(HttpExchange exchange, Request request, Fault fault)
      throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.Delay(Duration duration) -> {
        Thread.sleep(duration);
        yield Optional.empty();
      }
      case Fault.Status(int status, String message) -> throw new Refusal(status, message);
      case Fault.Denial _ ->
          throw Refusal.noAccess(request.path().size() > 2 ? request.vaultId() : "");
      case Fault.Html(int status) ->
          Optional.of(
              Answer.text(
                  status,
                  "text/html",
                  "<html><head><title>%d</title></head><body><h1>Bad gateway</h1></body></html>"
                      .formatted(status)));
      case Fault.Garbage _ ->
          Optional.of(Answer.text(200, "application/json", "[{\"id\": \"tru\u0000ncated"));
      case Fault.AfterEffect(Fault then) -> {
        routes.answer(request);
        yield faultAnswer(exchange, request, then);
      }
      case Fault.Cut(Fault.Cut.Point point) -> {
        cut(exchange, point);
        throw new CutException();
      }
    };
  }

  /** Sends as much of an answer as the point says; closing the exchange then cuts it. */
  private static void cut(HttpExchange exchange, Fault.Cut.Point point) throws IOException {
    if (point == Fault.Cut.Point.BEFORE_ANSWER) {
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 1000);
    if (point == Fault.Cut.Point.MID_BODY) {
      exchange.getResponseBody().write("[{\"id\": \"".getBytes(StandardCharsets.US_ASCII));
      exchange.getResponseBody().flush();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("1Password-Connect-Version", VERSION);
    boolean empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static ReceivedRequest received(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return new ReceivedRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        header(exchange, "User-Agent"),
        header(exchange, "traceparent"));
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private Request request(HttpExchange exchange, ReceivedRequest received, byte[] body) {
    return new Request(
        received,
        segments(received.path()),
        parameters(received.query()),
        tokens.grant(exchange.getRequestHeaders().getFirst("Authorization")),
        () -> parsed(body),
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  private static JsonValue parsed(byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw Refusal.badRequest("Request body too large");
    }
    return ConnectJson.parse(body);
  }

  /** Reads more than is taken, so that a client that sends too much gets its answer. */
  private static byte[] body(InputStream stream) throws IOException {
    byte[] body = stream.readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      long drained = 0;
      byte[] buffer = new byte[1 << 16];
      for (int read = stream.read(buffer); read > 0; read = stream.read(buffer)) {
        drained += read;
        if (drained > MAX_DRAINED_BYTES) {
          break;
        }
      }
    }
    return body;
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decoded(segment.replace("+", "%2B")));
      }
    }
    return List.copyOf(segments);
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new HashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.badRequest("Invalid request URL");
    }
  }

  /** The connection is to be closed as it is. */
  private static final class CutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CutException() {
      super(null, null, false, false);
    }
  }
}
