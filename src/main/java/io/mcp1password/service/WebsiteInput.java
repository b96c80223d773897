package io.mcp1password.service;

import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Website;
import io.mcp1password.operation.Arg;

/** A website of an item as callers send it. */
record WebsiteInput(
    @Arg(value = "The address.", max = WebsiteInput.MAX_URL) String url,
    @Arg("Its label.") String label,
    @Arg("Where a browser may fill in the login. Connect keeps it as ExactDomain.")
        AutofillBehavior autofillBehavior) {

  /** The most characters of an address. */
  static final long MAX_URL = 4_000;

  Website website() {
    return new Website(url, label, autofillBehavior);
  }
}
