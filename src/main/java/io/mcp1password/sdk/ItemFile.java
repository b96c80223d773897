package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/** A file, and the section and field of an item that hold it. */
public record ItemFile(FileAttributes attributes, String sectionId, String fieldId) {

  static ItemFile of(Members json) {
    return new ItemFile(
        FileAttributes.of(json.object("attributes").orElseThrow(Members::unreadable)),
        json.text("sectionId"),
        json.text("fieldId"));
  }

  JsonObject json() {
    return new Request()
        .with("attributes", attributes.json())
        .with("sectionId", sectionId)
        .with("fieldId", fieldId)
        .json();
  }
}
