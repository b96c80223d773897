package io.mcp1password;

import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.rest.RestApplication;
import io.mcp1password.sdk.Core;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The whole service running in this process, and a client for both of its faces. */
final class ServiceUnderTest implements AutoCloseable {

  static final String TOKEN = "test-token-0123456789";

  private final RunningService service;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String session;

  /** Calls that run at the same time need ids of their own. */
  private final AtomicInteger ids = new AtomicInteger();

  private ServiceUnderTest(RunningService service) throws IOException, InterruptedException {
    this.service = service;
    HttpResponse<String> begun =
        post(
            "/mcp",
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
            Map.of());
    session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
    post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", inSession());
  }

  /** Starts the demo on a free port with its audit log in the folder. */
  static ServiceUnderTest start(Path folder, String... flags) throws Exception {
    var all = new ArrayList<>(List.of(flags));
    all.add("--auth-mode=demo");
    return start(folder, Map.of(), all);
  }

  /** The same before a Connect server. */
  static ServiceUnderTest start(Path folder, URI connect, Secret token, String... flags)
      throws Exception {
    var all = new ArrayList<>(List.of(flags));
    all.add("--auth-mode=connect");
    all.add("--connect-host=" + connect);
    return start(folder, Map.of("OP_CONNECT_TOKEN", token.reveal()), all);
  }

  /** The same as a service account, with a core of the test's. */
  static ServiceUnderTest start(Path folder, Core core) throws Exception {
    Settings settings =
        settings(
            folder,
            Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_canary"),
            List.of("--auth-mode=service-account"));
    return new ServiceUnderTest(RunningService.start(settings, _ -> core));
  }

  private static ServiceUnderTest start(
      Path folder, Map<String, String> environment, List<String> flags) throws Exception {
    return new ServiceUnderTest(RunningService.start(settings(folder, environment, flags)));
  }

  private static Settings settings(
      Path folder, Map<String, String> environment, List<String> flags) {
    var all = new ArrayList<>(flags);
    all.add("--transport=http");
    all.add("--http-port=0");
    all.add("--audit-log-path=" + auditFile(folder));
    var variables = new HashMap<>(environment);
    variables.put("OP_MCP_HTTP_BEARER_TOKEN", TOKEN);
    return SettingsLoader.withMicroProfile(variables).load(all).settings();
  }

  /** Where the audit log is. */
  static Path auditFile(Path folder) {
    return folder.resolve("audit").resolve("audit.jsonl");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  /** Calls a tool and returns the JSON-RPC answer. */
  JsonObject tool(String name, JsonObject arguments) throws IOException, InterruptedException {
    return json(mcp(toolCall(ids.incrementAndGet(), name, arguments)).body());
  }

  /** The message that calls a tool. */
  static String toolCall(String name, JsonObject arguments) {
    return toolCall(1, name, arguments);
  }

  private static String toolCall(int id, String name, JsonObject arguments) {
    JsonObject message =
        JsonText.JSON
            .createObjectBuilder()
            .add("jsonrpc", "2.0")
            .add("id", id)
            .add("method", "tools/call")
            .add(
                "params",
                JsonText.JSON.createObjectBuilder().add("name", name).add("arguments", arguments))
            .build();
    return message.toString();
  }

  /** Sends one JSON-RPC message, given as text, in the session. */
  HttpResponse<String> mcp(String message) throws IOException, InterruptedException {
    return post("/mcp", message, inSession());
  }

  /** The headers of a message in the session. */
  Map<String, String> mcpHeaders() {
    var headers = new HashMap<>(inSession());
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    return headers;
  }

  /** Calls the REST twin of a tool, with the arguments where they belong. */
  HttpResponse<String> rest(OperationDescriptor operation, JsonObject arguments)
      throws IOException, InterruptedException {
    return rest(operation, arguments, Map.of());
  }

  /** The same with more headers. */
  HttpResponse<String> rest(
      OperationDescriptor operation, JsonObject arguments, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, JsonValue> rest = new HashMap<>(arguments);
    String path = operation.path();
    for (String name : operation.pathArguments()) {
      path = path.replace("{" + name + "}", encoded(Objects.requireNonNull(rest.remove(name))));
    }
    var headers = new HashMap<>(more);
    String body = "";
    if (operation.verb().hasBody()) {
      headers.put("Content-Type", "application/json");
      var json = JsonText.JSON.createObjectBuilder();
      rest.forEach(json::add);
      body = json.build().toString();
    } else {
      operation
          .acknowledgement()
          .ifPresent(
              demanded -> {
                header(headers, "X-Reason", rest.remove(Access.REASON));
                header(headers, "X-Acknowledge", rest.remove(demanded.argument()));
              });
      path += query(rest);
    }
    return send(operation.verb().name(), RestApplication.BASE_PATH + path, body, headers);
  }

  private static void header(Map<String, String> headers, String name, @Nullable JsonValue value) {
    if (value != null) {
      headers.put(name, value instanceof JsonString text ? text.getString() : value.toString());
    }
  }

  private static String query(Map<String, JsonValue> arguments) {
    var query = new StringBuilder();
    arguments.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value)));
    return query.toString();
  }

  private static String encoded(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Any request with the bearer token. */
  HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + TOKEN);
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, Map<String, String> more)
      throws IOException, InterruptedException {
    var headers = new HashMap<>(more);
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    return send("POST", path, body, headers);
  }

  private Map<String, String> inSession() {
    return Map.of("Mcp-Session-Id", session, "MCP-Protocol-Version", "2025-11-25");
  }

  static JsonObject json(String text) {
    return JsonText.parse(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
  }

  @Override
  public void close() {
    service.close();
  }
}
