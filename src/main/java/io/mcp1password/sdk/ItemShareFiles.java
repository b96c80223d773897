package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's rules for sharing an item's files.
 *
 * @param maxSize the largest encrypted size, in bytes
 * @param maxExpiry null for no rule of its own, as for the next two
 * @param maxViews the most views; null for any number
 */
public record ItemShareFiles(
    boolean allowed,
    long maxSize,
    List<AllowedType> allowedTypes,
    List<AllowedRecipientType> allowedRecipientTypes,
    @Nullable ItemShareDuration maxExpiry,
    @Nullable ItemShareDuration defaultExpiry,
    @Nullable Long maxViews) {

  public ItemShareFiles {
    allowedTypes = List.copyOf(allowedTypes);
    allowedRecipientTypes = List.copyOf(allowedRecipientTypes);
  }

  static ItemShareFiles of(Members json) {
    return new ItemShareFiles(
        json.flag("allowed"),
        json.number("maxSize"),
        json.constants("allowedTypes", AllowedType.class),
        json.constants("allowedRecipientTypes", AllowedRecipientType.class),
        json.optionalConstant("maxExpiry", ItemShareDuration.class),
        json.optionalConstant("defaultExpiry", ItemShareDuration.class),
        json.optionalNumber("maxViews"));
  }

  JsonObject json() {
    return new Request()
        .with("allowed", allowed)
        .with("maxSize", maxSize)
        .withConstants("allowedTypes", allowedTypes)
        .withConstants("allowedRecipientTypes", allowedRecipientTypes)
        .with("maxExpiry", maxExpiry)
        .with("defaultExpiry", defaultExpiry)
        .with("maxViews", maxViews)
        .json();
  }
}
