package io.mcp1password.backend;

import java.util.regex.Pattern;

/**
 * Whether a text could be an id of 1Password, so that nothing else is ever asked for.
 *
 * <p>Ids are 26 letters and digits; more is let through, in case that changes.
 */
public final class PlausibleId {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private PlausibleId() {}

  /**
   * Makes sure that all could be ids.
   *
   * @throws BackendException of the kind {@code NOT_FOUND} when one could not
   */
  public static void require(String... ids) {
    for (String id : ids) {
      if (!FORM.matcher(id).matches()) {
        throw new BackendException(
            BackendException.Kind.NOT_FOUND, "There is no such vault or item.");
      }
    }
  }
}
