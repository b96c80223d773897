package io.mcp1password.mcp;

import io.helidon.config.Config;
import io.helidon.jersey.webserver.JaxRsService;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The endpoint on a web server of its own, at a free loopback port. */
final class McpTestServer implements AutoCloseable {

  private static final int MAX_BODY = 1 << 20;

  final Fixture fixture = new Fixture();
  private final McpApplication application;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  McpTestServer(int maxSessions) {
    application =
        new McpApplication(fixture.features(Fixture.PATIENT), Fixture.settings(maxSessions), 4);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .maxPayloadSize(MAX_BODY)
            .routing(
                routing ->
                    routing.register("/mcp", JaxRsService.create(Config.empty(), application)))
            .build()
            .start();
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
    HttpRequest.Builder request = request().POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request);
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
