package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/** A titled group of an item's fields. */
public record ItemSection(String id, String title) {

  static ItemSection of(Members json) {
    return new ItemSection(json.id("id"), json.text("title"));
  }

  JsonObject json() {
    return new Request().with("id", id).with("title", title).json();
  }
}
