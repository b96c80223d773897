package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/**
 * A file of an item.
 *
 * @param size in bytes
 */
public record FileAttributes(String name, String id, long size) {

  static FileAttributes of(Members json) {
    return new FileAttributes(json.text("name"), json.id("id"), json.number("size"));
  }

  JsonObject json() {
    return new Request().with("name", name).with("id", id).with("size", size).json();
  }
}
