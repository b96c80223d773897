package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for everything but operations, and badly, and keeps the answers as evidence. */
final class LeakProbes {

  private final ServiceUnderTest service;
  private final Canaries canaries;
  private final Evidence evidence;

  LeakProbes(ServiceUnderTest service, Canaries canaries, Evidence evidence) {
    this.service = service;
    this.canaries = canaries;
    this.evidence = evidence;
  }

  void everything() throws Exception {
    paths();
    brokenRest();
    brokenMcp();
    messages();
    clientNamedByReference();
    wrongBearers();
  }

  private void paths() throws Exception {
    for (String path :
        List.of(
            "/openapi",
            "/openapi?format=JSON",
            "/health",
            "/health/ready",
            "/health/live",
            "/health/started",
            "/metrics",
            "/readyz",
            "/healthz",
            "/api/v1/docs",
            "/api/v1/docs/index.html",
            "/api/v1/docs/page.js")) {
      send("GET", path, "", Map.of());
    }
    for (String path :
        List.of("/%s", "/api/v1/%s", "/api/v1/vaults?password=%s", "/api/v1/docs/%s", "/mcp/%s")) {
      send("GET", path.formatted(canaries.plant("path " + path)), "", Map.of());
    }
  }

  private void brokenRest() throws Exception {
    String path = "/api/v1/passwords/read";
    for (String body : List.of("{\"x\": %s}", "{\"%s\": 1, \"\": }", "[\"%s\"]", "\"%s\"", "%s")) {
      String canary = canaries.plant("REST body " + body);
      send("POST", path, body.formatted(canary), Map.of("Content-Type", "application/json"));
    }
    send("POST", path, "x", Map.of("Content-Type", "x/" + canaries.plant("REST type")));
    send("POST", path, "x", Map.of("Content-Type", canaries.plant("REST type without slash")));
    send("GET", "/api/v1/vaults", "", Map.of("Accept", "x/" + canaries.plant("REST Accept")));
    send(
        "GET",
        "/api/v1/items?query=%1$s&query=%1$s".formatted(canaries.plant("twice in a query")),
        "",
        Map.of());
    send(canaries.plant("method"), "/api/v1/vaults", "", Map.of());
    send("GET", "/api/v1/vaults", "", Map.of("Origin", "https://" + canaries.plant("Origin")));
    send("GET", "/api/v1/vaults", "", Map.of("traceparent", canaries.plant("traceparent")));
    send("GET", "/api/v1/vaults/a/" + canaries.plant("path below an item"), "", Map.of());
  }

  private void brokenMcp() throws Exception {
    for (String body : List.of("{\"x\": %s}", "[\"%s\"]", "\"%s\"", "%s")) {
      send("POST", "/mcp", body.formatted(canaries.plant("MCP body " + body)), headers());
    }
    for (String name :
        List.of("Mcp-Session-Id", "MCP-Protocol-Version", "Content-Type", "Accept")) {
      var headers = headers();
      headers.put(name, "x/" + canaries.plant("MCP header " + name));
      send("POST", "/mcp", request("ping", "{}"), headers);
    }
    send(canaries.plant("MCP method"), "/mcp", "", headers());
  }

  private void messages() throws Exception {
    send("POST", "/mcp", request(canaries.plant("JSON-RPC method"), "{}"), headers());
    String tool = canaries.plant("name of an unknown tool");
    send("POST", "/mcp", request("tools/call", "{\"name\":\"" + tool + "\"}"), headers());
    String cursor = canaries.plant("cursor");
    send("POST", "/mcp", request("tools/list", "{\"cursor\":\"" + cursor + "\"}"), headers());
    String arguments = canaries.plant("arguments that are no object");
    send(
        "POST",
        "/mcp",
        request("tools/call", "{\"name\":\"vault_list\",\"arguments\":\"" + arguments + "\"}"),
        headers());
    String revision = canaries.plant("revision");
    send("POST", "/mcp", initialize(revision, "x"), opening());
    send("POST", "/mcp", request("tools/list", "{}"), headers());
  }

  /** What a client calls itself is audited, but not when it is a reference. */
  private void clientNamedByReference() throws Exception {
    String name = "op://Canary Vault/My Item/" + canaries.plant("name of a client");
    HttpResponse<String> begun = send("POST", "/mcp", initialize("2025-11-25", name), opening());
    var headers = headers();
    headers.put("Mcp-Session-Id", begun.headers().firstValue("Mcp-Session-Id").orElseThrow());
    send("POST", "/mcp", request("tools/call", "{\"name\":\"vault_list\"}"), headers);
  }

  private void wrongBearers() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : List.of("/mcp", "/api/v1/vaults", "/openapi", "/nowhere")) {
        String place = "wrong bearer at " + path;
        var request =
            HttpRequest.newBuilder(service.uri(path))
                .header("Authorization", "Bearer " + canaries.plant(place));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(401);
        evidence.add(place, response, response.body(), Set.of());
      }
    }
  }

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) throws Exception {
    HttpResponse<String> response = service.send(method, path, body, headers);
    evidence.add(method + " " + path + " " + body, response, response.body(), Set.of());
    return response;
  }

  private Map<String, String> headers() {
    return new HashMap<>(service.mcpHeaders());
  }

  private Map<String, String> opening() {
    var headers = headers();
    headers.remove("Mcp-Session-Id");
    headers.remove("MCP-Protocol-Version");
    return headers;
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private static String initialize(String revision, String client) {
    return request(
        "initialize",
        "{\"protocolVersion\":\""
            + revision
            + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\""
            + client
            + "\",\"version\":\"1\"}}");
  }
}
