package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a vault; null leaves a thing as it is.
 *
 * @param title the new title
 * @param description the new description
 */
public record VaultUpdateParams(@Nullable String title, @Nullable String description) {

  JsonObject json() {
    return new Request().with("title", title).with("description", description).json();
  }
}
