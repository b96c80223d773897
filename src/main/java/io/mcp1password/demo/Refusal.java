package io.mcp1password.demo;

import jakarta.json.JsonObject;

/** A request that is answered with an error: a status and Connect's text for it. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  static Refusal invalidBody() {
    return badRequest("Invalid request body");
  }

  /** What Connect's item validator says, in its own wrapping. */
  static Refusal invalidItem(String problem) {
    return badRequest(
        "Validation: (validateVaultItem failed to Validate), Couldn't validate the item: "
            + "\"[ItemValidator] has found 1 errors, 0 warnings: \nErrors:{1. "
            + problem
            + "}\"");
  }

  static Refusal invalidToken() {
    return new Refusal(401, "Invalid bearer token");
  }

  static Refusal noAccess(String vaultId) {
    return new Refusal(403, "Authorization: token does not have access to vault " + vaultId);
  }

  static Refusal notPermitted(Action action, String vaultId) {
    return new Refusal(
        403,
        "Authorization: token does not have permission to perform %s on vault %s"
            .formatted(action.wireName(), vaultId));
  }

  /**
   * @param kind {@code vault}, {@code item} or {@code file}
   */
  static Refusal notFound(String kind, String id) {
    return new Refusal(404, "%s %s not found".formatted(kind, id));
  }

  /** What Connect says of a failure of its own, a conflict of two writes included. */
  static Refusal somethingWentWrong() {
    return new Refusal(500, "Something went wrong");
  }

  int status() {
    return status;
  }

  Answer answer() {
    JsonObject body =
        ConnectJson.object()
            .add("status", status)
            .add("message", String.valueOf(getMessage()))
            .build();
    return Answer.json(status, body);
  }
}
