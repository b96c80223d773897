package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/** A file that is to be attached, and the section and field that are to hold it. */
public record FileCreateParams(String name, FileContent content, String sectionId, String fieldId) {

  JsonObject json() {
    return new Request()
        .with("name", name)
        .with("content", content)
        .with("sectionId", sectionId)
        .with("fieldId", fieldId)
        .json();
  }
}
