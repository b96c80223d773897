package io.mcp1password.http;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;

/**
 * An error answer by RFC 9457 ({@code application/problem+json}) of type {@code about:blank}.
 *
 * @param code a stable name of the error, for programs
 * @param detail what is wrong and what to do next, for people; it never echoes what was sent
 */
public record Problem(int status, String code, String detail) {

  /** The media type of the document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem that a status stands for when nothing more is known than the status. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> new Problem(status, "unauthorized", "A valid bearer token is needed.");
      case 403 -> new Problem(status, "forbidden", "This is not allowed.");
      case 404 -> new Problem(status, "not_found", "There is nothing at this path.");
      case 405 -> new Problem(status, "method_not_allowed", "Use another method on this path.");
      case 406 -> new Problem(status, "not_acceptable", "Accept another media type.");
      case 413 -> new Problem(status, "payload_too_large", "The body is larger than 1 MiB.");
      case 415 -> new Problem(status, "unsupported_media_type", "Send another content type.");
      case 429 -> new Problem(status, "rate_limited", "Too many requests. Try again later.");
      case 503 -> new Problem(status, "unavailable", "The service is busy. Try again later.");
      default ->
          status >= 500
              ? new Problem(status, "internal", "An internal error. See the server's log.")
              : new Problem(status, "bad_request", "The request is not valid.");
    };
  }

  /** The status' own phrase, as {@code about:blank} demands. */
  public String title() {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  /** The document. */
  public JsonObject json() {
    return Json.createObjectBuilder()
        .add("type", "about:blank")
        .add("title", title())
        .add("status", status)
        .add("code", code)
        .add("detail", detail)
        .build();
  }
}
