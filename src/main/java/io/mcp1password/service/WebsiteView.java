package io.mcp1password.service;

import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Website;
import io.mcp1password.operation.Arg;

/** A website of an item as callers see it. */
record WebsiteView(
    @Arg("The address, without a user name or password in it.") String url,
    @Arg("Its label.") String label,
    @Arg("Where a browser may fill in the login.") AutofillBehavior autofillBehavior) {

  static WebsiteView of(Website website) {
    return new WebsiteView(
        withoutCredentials(website.url()), website.label(), website.autofillBehavior());
  }

  /** People paste addresses such as {@code https://user:password@host}. */
  private static String withoutCredentials(String url) {
    return url.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*@", "$1//");
  }
}
