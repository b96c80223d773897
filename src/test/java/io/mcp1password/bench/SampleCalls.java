package io.mcp1password.bench;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;

/** Arguments of operations, as callers send them. */
public final class SampleCalls {

  private SampleCalls() {}

  /** The arguments of {@code item_create} for an item of so many fields, without its consent. */
  public static JsonObject itemCreate(int fields) {
    var list = JsonText.JSON.createArrayBuilder();
    for (int i = 0; i < fields; i++) {
      list.add(
          JsonText.JSON
              .createObjectBuilder()
              .add("id", "field-" + i)
              .add("title", "Field \"" + i + "\"")
              .add("fieldType", i % 2 == 0 ? "Text" : "Concealed")
              .add("value", "A value of some length, ä, " + i));
    }
    return JsonText.JSON
        .createObjectBuilder()
        .add("vaultId", "Engineering")
        .add("category", "Database")
        .add("title", "Old staging")
        .add("fields", list)
        .build();
  }
}
