package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.ServerProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/** MCP clients of the packaged server, well behaved and dying. */
final class SoakClient implements AutoCloseable {

  private static final String INITIALIZE =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
       "protocolVersion": "2025-11-25", "capabilities": {},
       "clientInfo": {"name": "soak", "version": "1"}}}\
      """;
  private static final String CALL =
      """
      {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "%s"}}\
      """;
  private static final String SESSION = "Mcp-Session-Id";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final Map<String, String> headers;

  SoakClient(ServerProcess server) {
    this.endpoint = server.uri().resolve("/mcp");
    this.headers =
        Map.of(
            "Authorization",
            "Bearer " + server.token().reveal(),
            "Content-Type",
            "application/json",
            "Accept",
            "application/json, text/event-stream");
  }

  /** Opens a session and returns its id; empty when the server has no room for one. */
  Optional<String> open() throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request().POST(BodyPublishers.ofString(INITIALIZE)));
    if (answer.statusCode() == 503) {
      return Optional.empty();
    }
    require(answer, 200);
    return answer.headers().firstValue(SESSION);
  }

  /** Calls a tool without arguments, which must answer well. */
  void call(String session, String tool) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request().header(SESSION, session).POST(BodyPublishers.ofString(CALL.formatted(tool))));
    require(answer, 200);
    if (!answer.body().contains("\"structuredContent\"")) {
      throw new IllegalStateException(tool + " failed.");
    }
  }

  void close(String session) throws IOException, InterruptedException {
    require(send(request().header(SESSION, session).DELETE()), 204);
  }

  /** Opens the stream of a session, and breaks the connection once it flows. */
  void breakStream(String session) throws IOException {
    try (Socket socket = connect("GET", session, "")) {
      var text = new StringBuilder();
      while (text.indexOf(": keep-alive") < 0) {
        int each = socket.getInputStream().read();
        if (each < 0) {
          throw new IllegalStateException("The stream did not begin.");
        }
        text.append((char) each);
      }
    }
  }

  /** Calls a tool and breaks the connection without reading the answer. */
  void callAndBreak(String session, String tool) throws IOException {
    connect("POST", session, CALL.formatted(tool)).close();
  }

  /** A connection on which this was sent, and which is reset when it is closed. */
  private Socket connect(String method, String session, String body) throws IOException {
    var socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setSoLinger(true, 0);
    var text = new StringBuilder(method).append(" /mcp HTTP/1.1\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Host: ").append(endpoint.getAuthority()).append("\r\n");
    text.append(SESSION).append(": ").append(session).append("\r\n");
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    socket.getOutputStream().write(text.toString().getBytes(UTF_8));
    return socket;
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint);
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  private static void require(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException("It answered " + answer.statusCode());
    }
  }

  /** Closes the connections that wait to be used again. */
  @Override
  public void close() {
    http.close();
  }
}
