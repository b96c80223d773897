package io.mcp1password.sdk;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;

/** What can be done with the files of items. */
public final class ItemFiles {

  private final Invocations core;

  ItemFiles(Invocations core) {
    this.core = core;
  }

  /** Attaches a file to an item, and answers with what it became. */
  public Item attach(Item item, FileCreateParams file) {
    return Items.item(
        core.call(
            "ItemsFilesAttach",
            new Request().with("item", item.json()).with("file_params", file.json())));
  }

  /** The content of a file. */
  public FileContent read(String vaultId, String itemId, FileAttributes file) {
    JsonValue answer =
        core.call(
            "ItemsFilesRead",
            new Request()
                .with("vault_id", vaultId)
                .with("item_id", itemId)
                .with("attr", file.json()));
    if (answer instanceof JsonArray numbers) {
      return content(numbers);
    }
    throw Members.unreadable();
  }

  /** Removes the file that a field holds, and answers with what the item became. */
  public Item delete(Item item, String sectionId, String fieldId) {
    return Items.item(
        core.call(
            "ItemsFilesDelete",
            new Request()
                .with("item", item.json())
                .with("section_id", sectionId)
                .with("field_id", fieldId)));
  }

  /** Replaces the file of a Document, and answers with what the item became. */
  public Item replaceDocument(Item item, DocumentCreateParams document) {
    return Items.item(
        core.call(
            "ItemsFilesReplaceDocument",
            new Request().with("item", item.json()).with("doc_params", document.json())));
  }

  private static FileContent content(JsonArray numbers) {
    var bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(numbers.get(i) instanceof JsonNumber number)) {
        throw Members.unreadable();
      }
      bytes[i] = (byte) number.intValue();
    }
    return FileContent.of(bytes);
  }
}
