package io.mcp1password.demo;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A response before it is sent. */
final class Answer {

  private static final byte[] NOTHING = {};

  private final int status;
  private final Map<String, String> headers;
  private final JsonValue json;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, JsonValue json, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.json = json;
    this.body = body;
  }

  static Answer json(int status, JsonValue json) {
    return json(status, json, Map.of());
  }

  static Answer json(int status, JsonValue json, Map<String, String> headers) {
    return new Answer(
        status,
        with(headers, "application/json"),
        json,
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Answer text(int status, String contentType, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, with(Map.of(), contentType), JsonValue.NULL, body);
  }

  static Answer file(String name, byte[] content) {
    String ascii = name.replaceAll("[^ -~]|[\"\\\\]", "_");
    var headers = Map.of("Content-Disposition", "attachment; filename=\"%s\"".formatted(ascii));
    return new Answer(200, with(headers, "application/octet-stream"), JsonValue.NULL, content);
  }

  static Answer noContent() {
    return new Answer(204, Map.of(), JsonValue.NULL, NOTHING);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The body where it is JSON, otherwise null's JSON value. */
  JsonValue json() {
    return json;
  }

  byte[] body() {
    return body;
  }

  private static Map<String, String> with(Map<String, String> headers, String contentType) {
    var all = new TreeMap<>(headers);
    all.put("Content-Type", contentType);
    return all;
  }
}
