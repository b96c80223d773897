package io.mcp1password.operation;

import io.mcp1password.model.WireName;

/**
 * Why an operation was refused or failed: the stable {@code code} of a problem document, its HTTP
 * status, and the fixed words that the audit log keeps.
 */
public enum ErrorCode implements WireName {
  INVALID_ARGUMENTS(400, "The arguments are not valid."),
  ACKNOWLEDGEMENT_REQUIRED(403, "The acknowledgement or the reason is missing or wrong."),
  GATE_CLOSED(403, "The gate is closed."),
  INSUFFICIENT_SCOPE(403, "The access token does not grant what is needed."),
  COMMAND_REFUSED(403, "The operator's rules do not allow this command."),
  NOT_FOUND(404, "What was asked for does not exist or is not visible."),
  AMBIGUOUS(409, "More than one thing matches."),
  CONFLICT(409, "The thing was changed meanwhile."),
  OUTCOME_UNKNOWN(502, "The change may or may not have been made."),
  RATE_LIMITED(429, "Too many requests."),
  INTERNAL(500, "An internal error."),
  UNSUPPORTED_BY_BACKEND(501, "The active backend cannot do this."),
  BACKEND_UNAUTHORIZED(502, "The backend refused the service's credentials."),
  BACKEND_FORBIDDEN(403, "The service's credentials do not cover this."),
  BACKEND_ERROR(502, "The backend failed."),
  BACKEND_UNAVAILABLE(503, "The backend cannot be reached."),
  AUDIT_UNAVAILABLE(503, "The audit log cannot be written."),
  STOPPING(503, "The service is stopping."),
  BACKEND_TIMEOUT(504, "The backend did not answer in time.");

  private final int httpStatus;
  private final String summary;

  ErrorCode(int httpStatus, String summary) {
    this.httpStatus = httpStatus;
    this.summary = summary;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** One fixed sentence that holds nothing of the call. */
  public String summary() {
    return summary;
  }

  @Override
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
