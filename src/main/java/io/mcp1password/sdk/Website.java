package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/** A web address of an item. */
public record Website(String url, String label, AutofillBehavior autofillBehavior) {

  static Website of(Members json) {
    return new Website(
        json.text("url"),
        json.text("label"),
        json.constant("autofillBehavior", AutofillBehavior.class));
  }

  JsonObject json() {
    return new Request()
        .with("url", url)
        .with("label", label)
        .with("autofillBehavior", autofillBehavior)
        .json();
  }
}
