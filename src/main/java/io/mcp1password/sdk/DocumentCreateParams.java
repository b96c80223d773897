package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/** The file of a document that is to be made. */
public record DocumentCreateParams(String name, FileContent content) {

  JsonObject json() {
    return new Request().with("name", name).with("content", content).json();
  }
}
