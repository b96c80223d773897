package io.mcp1password.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an item is to be shared.
 *
 * @param recipients empty for everyone who has the link
 * @param expireAfter null for the account's own duration
 * @param oneTimeOnly whether each recipient can see it once only
 */
public record ItemShareParams(
    List<ValidRecipient> recipients, @Nullable ItemShareDuration expireAfter, boolean oneTimeOnly) {

  public ItemShareParams {
    recipients = List.copyOf(recipients);
  }
}
