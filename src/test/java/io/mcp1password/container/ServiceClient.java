package io.mcp1password.container;

import io.mcp1password.model.Secret;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A caller of both faces: MCP by the official Java client, REST by plain HTTP. */
final class ServiceClient implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI service;
  private final Secret bearer;
  private final HttpClient http = HttpClient.newHttpClient();
  private final McpSyncClient mcp;

  ServiceClient(URI service, Secret bearer) {
    this.service = service;
    this.bearer = bearer;
    this.mcp =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(service.toString())
                    .endpoint("/mcp")
                    .addHttpRequestCustomizer(
                        (request, method, uri, body, context) ->
                            request.setHeader("Authorization", "Bearer " + bearer.reveal()))
                    .build())
            .requestTimeout(TIMEOUT)
            .build();
    mcp.initialize();
  }

  /** The status that a GET with this bearer token (empty: none) is answered with. */
  static int status(URI uri, String bearer) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  List<String> tools() {
    return mcp.listTools().tools().stream().map(Tool::name).toList();
  }

  CallToolResult call(String tool, Map<String, Object> arguments) {
    return mcp.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path, Map<String, Object> body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  @Override
  public void close() {
    mcp.close();
    http.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + bearer.reveal());
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        JSON.readValue(response.body(), new TypeReference<Map<String, Object>>() {}));
  }

  /** What the REST face answered. */
  record Answer(int status, String contentType, Map<String, Object> body) {}
}
