package io.mcp1password;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** The caller of the {@link Rehearsal}: both faces over HTTP, on loopback. */
final class RehearsalClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_READY = 503;
  private static final String SESSION = "Mcp-Session-Id";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String mcpPath;
  private final Secret token;

  RehearsalClient(int port, HttpSettings settings) {
    this.server = URI.create("http://127.0.0.1:" + port);
    this.mcpPath = settings.path();
    this.token = Objects.requireNonNull(settings.bearerToken());
  }

  void get(String path) throws IOException {
    send(request(path));
  }

  /** One session: the first message begins it, the others are sent in it. */
  void session(String first, Stream<String> others) throws IOException {
    String session =
        send(post(first)).headers().firstValue(SESSION).orElseThrow(() -> failure(mcpPath));
    for (String message : others.toList()) {
      send(post(message).header(SESSION, session).header("MCP-Protocol-Version", "2025-11-25"));
    }
  }

  private HttpRequest.Builder post(String message) {
    return request(mcpPath)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(BodyPublishers.ofString(message));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token.reveal());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    HttpRequest complete = request.build();
    try {
      HttpResponse<String> response = http.send(complete, BodyHandlers.ofString());
      // On a slow machine the backend may not be ready yet, and says so.
      if (response.statusCode() / 100 != 2 && response.statusCode() != NOT_READY) {
        throw failure(complete.uri().getPath());
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static IOException failure(String path) {
    return new IOException("a bad answer of " + path);
  }

  @Override
  public void close() {
    http.close();
  }
}
