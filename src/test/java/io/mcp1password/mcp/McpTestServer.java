package io.mcp1password.mcp;

import io.helidon.config.Config;
import io.helidon.jersey.webserver.JaxRsService;
import io.helidon.webserver.WebServer;
import io.mcp1password.http.GuardFeature;
import io.mcp1password.http.HttpGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** The endpoint on a web server of its own, at a free loopback port. */
final class McpTestServer implements AutoCloseable {

  /** Short, so that a client that has gone is noticed soon. */
  private static final Duration KEEP_ALIVE = Duration.ofMillis(100);

  final Fixture fixture;
  private final McpApplication application;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Serves the fixture operations, in pages of four. */
  McpTestServer(int maxSessions) {
    this(new Fixture(), maxSessions);
  }

  private McpTestServer(Fixture fixture, int maxSessions) {
    this(fixture, fixture.features(Fixture.PATIENT), maxSessions, 4);
  }

  /** Serves these features. */
  McpTestServer(Features features) {
    this(new Fixture(), features, 100, Pages.SIZE);
  }

  private McpTestServer(Fixture fixture, Features features, int maxSessions, int page) {
    this.fixture = fixture;
    application = new McpApplication(features, Fixture.settings(maxSessions), page, KEEP_ALIVE);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(
                routing ->
                    routing
                        .addFeature(guard(maxSessions))
                        .register("/mcp", JaxRsService.create(Config.empty(), application)))
            .build()
            .start();
  }

  /** The product's own guard, which bounds a body and reads on to its end. */
  private static GuardFeature guard(int maxSessions) {
    return new GuardFeature(new HttpGuard(Fixture.settings(maxSessions), () -> true));
  }

  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(base() + "/mcp"))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream");
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    }
  }

  HttpResponse<String> post(String body, String... headers) throws Exception {
    return send(message(body, headers));
  }

  /** Sends a message and hands out its answer's lines as they come. */
  HttpResponse<Stream<String>> stream(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofLines());
  }

  /** A message in a session, or of the stateless revision, with what goes with it. */
  HttpRequest.Builder message(String body, String... headers) {
    HttpRequest.Builder request = request().POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** Opens a session and returns its id. */
  String open(Revision revision) throws Exception {
    HttpResponse<String> answer = post(Fixture.initialize(revision.date()));
    return answer.headers().firstValue(SessionEndpoint.SESSION_ID).orElseThrow();
  }

  @Override
  public void close() {
    client.close();
    application.close();
    server.stop();
  }
}
