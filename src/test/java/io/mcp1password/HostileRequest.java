package io.mcp1password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;

/**
 * A request that must be refused.
 *
 * @param body one byte per character
 */
record HostileRequest(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    boolean chunked,
    Refusal refusal) {

  /**
   * What is expected as the answer.
   *
   * @param status the HTTP status
   * @param code a problem's code over REST, a JSON-RPC error's or a tool error's over MCP
   */
  record Refusal(int status, String code) {}

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** A request of JSON to a path. */
  static HostileRequest post(String name, String path, String body, Refusal refusal) {
    return new HostileRequest(name, "POST", path, JSON, body, false, refusal);
  }

  /** A request without a body. */
  static HostileRequest bare(String method, String path, Refusal refusal) {
    return new HostileRequest(method + " " + path, method, path, Map.of(), "", false, refusal);
  }

  /** The same with another header. */
  HostileRequest with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HostileRequest(name, method, path, more, body, chunked, refusal);
  }

  /** The same with its body in chunks, so that nobody knows its length before. */
  HostileRequest inChunks() {
    return new HostileRequest(name + " in chunks", method, path, headers, body, true, refusal);
  }

  /** The request for that service. */
  HttpRequest request(ServiceUnderTest service) {
    var all = new HashMap<String, String>();
    all.put("Authorization", "Bearer " + ServiceUnderTest.TOKEN);
    if (path.equals("/mcp")) {
      all.putAll(service.mcpHeaders());
    }
    all.putAll(headers);
    var request = HttpRequest.newBuilder(service.uri(path)).method(method, publisher());
    all.forEach(request::header);
    return request.build();
  }

  private BodyPublisher publisher() {
    byte[] bytes = body.getBytes(ISO_8859_1);
    if (chunked) {
      return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }
    return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
  }

  @Override
  public String toString() {
    return name;
  }
}
