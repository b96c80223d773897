package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's rules for sharing items.
 *
 * @param maxViews the most views; null for any number
 */
public record ItemShareAccountPolicy(
    ItemShareDuration maxExpiry,
    ItemShareDuration defaultExpiry,
    @Nullable Long maxViews,
    List<AllowedType> allowedTypes,
    List<AllowedRecipientType> allowedRecipientTypes,
    ItemShareFiles files) {

  public ItemShareAccountPolicy {
    allowedTypes = List.copyOf(allowedTypes);
    allowedRecipientTypes = List.copyOf(allowedRecipientTypes);
  }

  static ItemShareAccountPolicy of(Members json) {
    return new ItemShareAccountPolicy(
        json.constant("maxExpiry", ItemShareDuration.class),
        json.constant("defaultExpiry", ItemShareDuration.class),
        json.optionalNumber("maxViews"),
        json.constants("allowedTypes", AllowedType.class),
        json.constants("allowedRecipientTypes", AllowedRecipientType.class),
        ItemShareFiles.of(json.object("files").orElseThrow(Members::unreadable)));
  }

  JsonObject json() {
    return new Request()
        .with("maxExpiry", maxExpiry)
        .with("defaultExpiry", defaultExpiry)
        .with("maxViews", maxViews)
        .withConstants("allowedTypes", allowedTypes)
        .withConstants("allowedRecipientTypes", allowedRecipientTypes)
        .with("files", files.json())
        .json();
  }
}
