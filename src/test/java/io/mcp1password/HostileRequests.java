package io.mcp1password;

import static io.mcp1password.HostileRequest.bare;
import static io.mcp1password.HostileRequest.post;

import io.mcp1password.HostileRequest.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The requests that must be refused, by the face that they are for. */
final class HostileRequests {

  /** What must never come back. */
  static final String ECHO = "ECHOme42";

  private static final int MIB = 1 << 20;
  private static final String READ = "/api/v1/passwords/read";
  private static final String ITEMS = "/api/v1/items";
  private static final String INVALID = "invalid_arguments";

  private HostileRequests() {}

  private static Refusal refused(int status, String code) {
    return new Refusal(status, code);
  }

  /** Text that is not one JSON value, or not one that is taken. */
  private static Map<String, String> notJson() {
    return Map.ofEntries(
        Map.entry("cut", "{\"a\":"),
        Map.entry("no JSON", ECHO),
        Map.entry("two values", "{} {}"),
        Map.entry("a trailing comma", "{\"a\":1,}"),
        Map.entry("single quotes", "{'a':1}"),
        Map.entry("a control character", "{\"a\":\"\u0001\"}"),
        Map.entry("a byte order mark", "\u00ef\u00bb\u00bf{}"),
        Map.entry("invalid UTF-8", "{\"a\":\"\u00ff\u00fe\"}"),
        Map.entry("overlong UTF-8", "{\"a\":\"\u00c0\u00af\"}"),
        Map.entry("UTF-16", "{\0\"\0a\0\"\0:\0" + "1\0}\0"),
        Map.entry("deep objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
        Map.entry("deep arrays", "[".repeat(10_000) + "]".repeat(10_000)),
        Map.entry("open arrays", "[".repeat(MIB)),
        Map.entry("a long number", "{\"a\":" + "9".repeat(100_000) + "}"),
        Map.entry("a duplicate key", "{\"a\":1,\"a\":2}"),
        Map.entry("an escaped duplicate key", "{\"a\":1,\"\\u0061\":2}"),
        Map.entry("a nested duplicate key", "{\"b\":[{\"a\":1,\"a\":1}]}"),
        Map.entry("NaN", "{\"a\":NaN}"));
  }

  /** Arguments of password_generate that are wrong, and the argument at fault. */
  private static Map<String, String> wrongLengths() {
    return Map.of(
        "text", "\"" + ECHO + "\"",
        "object", "{\"" + ECHO + "\":1}",
        "fraction", "8.5",
        "too small", "7",
        "too large", "257",
        "negative", "-1",
        "huge", "1e400",
        "endless", "1e1000000000",
        "tiny", "1e-1000000000",
        "beyond 64 bits", "9".repeat(30));
  }

  /** What REST refuses with a problem document. */
  static Stream<HostileRequest> rest() {
    return Stream.of(restBodies(), restArguments(), restOuterForm()).flatMap(each -> each);
  }

  private static Stream<HostileRequest> restBodies() {
    Stream<HostileRequest> notJson =
        notJson().entrySet().stream()
            .map(
                each ->
                    post("REST " + each.getKey(), READ, each.getValue(), refused(400, INVALID)));
    return Stream.concat(
        notJson,
        Stream.of(
                post("REST array", READ, "[]", refused(400, INVALID)),
                post("REST text", READ, "\"" + ECHO + "\"", refused(400, INVALID)),
                post("REST null", READ, "null", refused(400, INVALID)),
                post("REST nothing", READ, "", refused(400, INVALID)),
                post("REST a string of a MiB", READ, text(MIB - 100), refused(400, INVALID)),
                post(
                    "REST a body of over a MiB",
                    READ,
                    text(MIB + 1),
                    refused(413, "payload_too_large")),
                post(
                    "REST a body of 4 MiB", READ, text(4 * MIB), refused(413, "payload_too_large")))
            .flatMap(HostileRequests::bothLengths));
  }

  private static Stream<HostileRequest> restArguments() {
    String random = "/api/v1/passwords/random";
    String consent =
        ",\"reason\":\"to test\",\"acknowledgePlaintext\":"
            + "\"I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT\"}";
    Stream<HostileRequest> lengths =
        wrongLengths().entrySet().stream()
            .map(
                each ->
                    post(
                        "REST length " + each.getKey(),
                        random,
                        "{\"length\":" + each.getValue() + consent,
                        refused(400, INVALID)));
    return Stream.concat(
        lengths,
        Stream.of(
            bare("GET", ITEMS + "?limit=" + ECHO, refused(400, INVALID)),
            bare("GET", ITEMS + "?limit=0", refused(400, INVALID)),
            bare("GET", ITEMS + "?limit=201", refused(400, INVALID)),
            bare("GET", ITEMS + "?limit=99999999999999999999", refused(400, INVALID)),
            bare("GET", ITEMS + "?includeArchived=" + ECHO, refused(400, INVALID)),
            bare("GET", ITEMS + "?query=a&query=a", refused(400, INVALID)),
            bare("GET", ITEMS + "?query=" + "a".repeat(1_001), refused(400, INVALID)),
            bare("GET", ITEMS + "?surprise=" + ECHO, refused(400, INVALID)),
            bare("GET", "/api/v1/vaults/a?vaultId=a", refused(400, INVALID)),
            post(
                "REST twice",
                random + "?length=9",
                "{\"length\":9" + consent,
                refused(400, INVALID)),
            post("REST no consent", random, "{}", refused(403, "acknowledgement_required"))));
  }

  private static Stream<HostileRequest> restOuterForm() {
    return Stream.of(
        bare("GET", "/api/v1/nothing", refused(404, "not_found")),
        bare("GET", "/api/v1/" + ECHO, refused(404, "not_found")),
        bare("GET", "/nothing", refused(404, "not_found")),
        bare("GET", "/api/v1/docs/nothing", refused(404, "not_found")),
        bare("GET", "/api/v1/vaults/a/b", refused(404, "not_found")),
        bare("DELETE", "/api/v1/vaults", refused(405, "method_not_allowed")),
        bare("PATCH", ITEMS, refused(405, "method_not_allowed")),
        bare("GET", READ, refused(405, "method_not_allowed")),
        bare(ECHO, ITEMS, refused(405, "method_not_allowed")),
        bare("GET", ITEMS, refused(406, "not_acceptable")).with("Accept", "text/" + ECHO),
        post("REST type text", READ, "{}", refused(415, "unsupported_media_type"))
            .with("Content-Type", "text/plain"),
        post("REST type XML", READ, "<x/>", refused(415, "unsupported_media_type"))
            .with("Content-Type", "application/xml"),
        post("REST type form", READ, "a=b", refused(415, "unsupported_media_type"))
            .with("Content-Type", "application/x-www-form-urlencoded"),
        post("REST type odd", READ, "{}", refused(415, "unsupported_media_type"))
            .with("Content-Type", "x/" + ECHO));
  }

  /** What MCP refuses with a JSON-RPC error. */
  static Stream<HostileRequest> mcp() {
    Stream<HostileRequest> notJson =
        notJson().entrySet().stream()
            .map(
                each ->
                    post("MCP " + each.getKey(), "/mcp", each.getValue(), refused(400, "-32700")));
    return Stream.concat(
        notJson,
        Stream.of(
                post("MCP array", "/mcp", "[]", refused(400, "-32600")),
                post("MCP text", "/mcp", "\"" + ECHO + "\"", refused(400, "-32600")),
                post("MCP nothing", "/mcp", "", refused(400, "-32700")),
                post("MCP a string of a MiB", "/mcp", text(MIB - 100), refused(400, "-32600")),
                post("MCP unknown tool", "/mcp", call(ECHO, "{}"), refused(200, "-32602")),
                post("MCP no arguments", "/mcp", call("vault_list", "[]"), refused(200, "-32602")),
                post("MCP unknown method", "/mcp", request(ECHO, "{}"), refused(200, "-32601")),
                post("MCP type text", "/mcp", request("ping", "{}"), refused(415, "-32600"))
                    .with("Content-Type", "text/plain"),
                post("MCP Accept", "/mcp", request("ping", "{}"), refused(406, "-32600"))
                    .with("Accept", "text/" + ECHO),
                post("MCP revision", "/mcp", request("ping", "{}"), refused(400, "-32600"))
                    .with("MCP-Protocol-Version", ECHO),
                post("MCP session", "/mcp", request("ping", "{}"), refused(404, "-32600"))
                    .with("Mcp-Session-Id", ECHO),
                bare("PUT", "/mcp", refused(405, "-32600")),
                bare("GET", "/mcp", refused(406, "-32600")).with("Accept", "application/json"))
            .flatMap(HostileRequests::bothLengths));
  }

  /** What is refused by a tool. */
  static Stream<HostileRequest> tools() {
    String consent =
        ",\"reason\":\"to test\",\"acknowledgePlaintext\":"
            + "\"I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT\"}";
    Stream<HostileRequest> lengths =
        wrongLengths().entrySet().stream()
            .map(
                each ->
                    post(
                        "MCP length " + each.getKey(),
                        "/mcp",
                        call("password_generate", "{\"length\":" + each.getValue() + consent),
                        refused(200, INVALID)));
    return Stream.concat(
        lengths,
        Stream.of(
                "{\"limit\":\"7\"}", "{\"query\":" + text(MIB - 300) + "}", "{\"x\":\"ECHOme42\"}")
            .map(
                each ->
                    post(
                        "MCP search " + each.length(),
                        "/mcp",
                        call("item_search", each),
                        refused(200, INVALID))));
  }

  /** What the guard refuses before MCP sees it. */
  static Stream<HostileRequest> tooLargeForMcp() {
    return Stream.of(MIB + 1, 4 * MIB)
        .map(
            size ->
                post(
                    "MCP a body of " + size, "/mcp", text(size), refused(413, "payload_too_large")))
        .flatMap(HostileRequests::bothLengths);
  }

  private static Stream<HostileRequest> bothLengths(HostileRequest request) {
    return request.body().isEmpty() ? Stream.of(request) : Stream.of(request, request.inChunks());
  }

  static List<HostileRequest> all() {
    return Stream.of(rest(), mcp(), tools(), tooLargeForMcp()).flatMap(each -> each).toList();
  }

  /** A JSON text of so many bytes. */
  private static String text(int bytes) {
    return "\"" + "a".repeat(bytes - 2) + "\"";
  }

  static String call(String tool, String arguments) {
    return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }
}
