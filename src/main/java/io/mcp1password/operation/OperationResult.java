package io.mcp1password.operation;

import io.mcp1password.model.Secret;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param content the result by the operation's output schema; it never holds a secret
 * @param secret the plaintext that the caller asked for and acknowledged; null for all others. Over
 *     MCP it is the result's text, over REST the member {@link #SECRET_MEMBER}.
 * @param failed whether the operation was carried out and what it did went wrong, see {@link
 *     Fallible}; over MCP the result is an error then, over REST the content says it
 * @param awaited the page where a person is to approve the call first, see {@link Approvable}; null
 *     when there is none
 */
public record OperationResult(
    JsonObject content,
    @Nullable Secret secret,
    boolean failed,
    Approvable.@Nullable Page awaited) {

  /** The name of the member that carries the secret in a REST answer. */
  public static final String SECRET_MEMBER = "value";
}
