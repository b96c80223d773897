package io.mcp1password.service;

import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Website;
import io.mcp1password.operation.Arg;
import java.util.regex.Pattern;

/** A website of an item as callers see it. */
record WebsiteView(
    @Arg("The address, without a user name or password in it.") String url,
    @Arg("Its label.") String label,
    @Arg("Where a browser may fill in the login.") AutofillBehavior autofillBehavior) {

  /** A password in an address may hold any character, but a colon and digits begin a port. */
  private static final String PASSWORD = ":(?!\\d*(?:[/?#]|$)).*@";

  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "^([a-z][a-z0-9+.-]*:)?//(?:[^/?#]*@|[^/?#:]*" + PASSWORD + ")",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern CREDENTIALS_WITHOUT_SCHEME =
      Pattern.compile(
          "^(?!mailto:)[^/?#:]*(?!://)" + PASSWORD, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static WebsiteView of(Website website) {
    return new WebsiteView(
        withoutCredentials(website.url()), website.label(), website.autofillBehavior());
  }

  /** People paste addresses such as {@code https://user:password@host}, with a scheme or not. */
  private static String withoutCredentials(String url) {
    String stripped = CREDENTIALS.matcher(url.strip()).replaceFirst("$1//");
    return CREDENTIALS_WITHOUT_SCHEME.matcher(stripped).replaceFirst("");
  }
}
