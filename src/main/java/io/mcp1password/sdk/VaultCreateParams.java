package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A vault that is to be made.
 *
 * @param description null for none
 * @param allowAdminsAccess whether administrators get access; null for the account's own rule
 */
public record VaultCreateParams(
    String title, @Nullable String description, @Nullable Boolean allowAdminsAccess) {

  JsonObject json() {
    return new Request()
        .with("title", title)
        .with("description", description)
        .with("allowAdminsAccess", allowAdminsAccess)
        .json();
  }
}
