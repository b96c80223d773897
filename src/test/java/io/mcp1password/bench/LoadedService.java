package io.mcp1password.bench;

import io.mcp1password.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged service as shipped, with its audit log and bearer token, over a Connect server that
 * is not the bottleneck, and the calls that the load is made of. Only the limit on the rate of
 * calls is off.
 */
final class LoadedService implements AutoCloseable {

  private static final String BEARER = "bearer-of-the-benchmark";
  private static final String STATELESS_META =
      """
      ,"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},\
      "io.modelcontextprotocol/clientCapabilities":{}}\
      """;

  /** A tool, its endpoint and its arguments as JSON. */
  private record Tool(String name, String path, String arguments) {}

  private final FixedConnect connect;
  private final ServerProcess server;
  private final String session;

  private LoadedService(FixedConnect connect, ServerProcess server, String session) {
    this.connect = connect;
    this.server = server;
    this.session = session;
  }

  /** Starts both, and opens the MCP session. */
  static LoadedService start(Path folder) throws IOException, InterruptedException {
    var connect = FixedConnect.start(folder);
    try {
      var server = start(folder, connect);
      try (var client = new SoakClient(server)) {
        return new LoadedService(connect, server, client.open().orElseThrow());
      }
    } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
      connect.close();
      throw failure;
    }
  }

  private static ServerProcess start(Path folder, FixedConnect connect) throws IOException {
    return ServerProcess.start(
        folder,
        Map.of("OP_CONNECT_TOKEN", connect.token().reveal(), ServerProcess.TOKEN_VARIABLE, BEARER),
        List.of(
            "--auth-mode=connect", "--connect-host=" + connect.uri(), "--max-calls-per-minute=0"));
  }

  long pid() {
    return server.pid();
  }

  /** The file that its audit records go to. */
  Path auditLog() {
    return server.auditLog();
  }

  /** Two tools that ask no backend and one that reads an item, each in all three ways. */
  List<HttpCall> calls() {
    String item = "/vaults/" + connect.vaultId() + "/items/" + connect.itemId();
    String arguments =
        "{\"vaultId\":\"%s\",\"itemId\":\"%s\"}".formatted(connect.vaultId(), connect.itemId());
    return Stream.of(
            new Tool("op_session_status", "/session", "{}"),
            new Tool("sdk_capabilities", "/capabilities", "{}"),
            new Tool("item_get_metadata", item, arguments))
        .flatMap(tool -> Stream.of(rest(tool), stateless(tool), inSession(tool)))
        .toList();
  }

  private HttpCall rest(Tool tool) {
    URI uri = server.uri().resolve("/api/v1" + tool.path());
    return new HttpCall("REST " + tool.name(), uri, headers(Map.of()), "", "{");
  }

  private HttpCall stateless(Tool tool) {
    return mcp(
        "MCP 2026-07-28 " + tool.name(),
        Map.of(
            "MCP-Protocol-Version", "2026-07-28",
            "Mcp-Method", "tools/call",
            "Mcp-Name", tool.name()),
        body(tool, STATELESS_META));
  }

  private HttpCall inSession(Tool tool) {
    return mcp(
        "MCP 2025-11-25 " + tool.name(),
        Map.of("MCP-Protocol-Version", "2025-11-25", "Mcp-Session-Id", session),
        body(tool, ""));
  }

  private HttpCall mcp(String name, Map<String, String> own, String body) {
    var headers = new HashMap<>(own);
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    return new HttpCall(
        name, server.uri().resolve("/mcp"), headers(headers), body, "\"isError\":false");
  }

  private static String body(Tool tool, String meta) {
    return """
    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
    {"name":"%s","arguments":%s%s}}\
    """
        .formatted(tool.name(), tool.arguments(), meta);
  }

  private static Map<String, String> headers(Map<String, String> own) {
    var headers = new HashMap<>(own);
    headers.put("Authorization", "Bearer " + BEARER);
    return headers;
  }

  /** Stops both. */
  @Override
  public void close() {
    server.close();
    connect.close();
  }
}
