package io.mcp1password.backend.connect;

import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * A change in Connect's dialect of JSON Patch, which names a field by its id. Nothing but what it
 * names is touched.
 */
final class ItemPatch {

  private final ItemDiff diff;
  private final JsonArrayBuilder operations = ItemJson.JSON.createArrayBuilder();

  ItemPatch(ItemDiff diff) {
    this.diff = diff;
  }

  JsonArray operations() {
    var overview = diff.wanted().overview();
    if (diff.titleDiffers()) {
      replace("/title", ItemJson.JSON.createValue(overview.title()));
    }
    if (diff.tagsDiffer()) {
      replace("/tags", ItemJson.tags(overview.tags()));
    }
    if (diff.websitesDiffer()) {
      replace("/urls", ItemJson.urls(overview.websites()));
    }
    if (diff.notesDiffer()) {
      notes(diff.wanted().notes());
    }
    diff.removed().forEach(field -> remove(path(field)));
    diff.changed().forEach(this::change);
    diff.added().forEach(this::add);
    return operations.build();
  }

  private void notes(Secret notes) {
    diff.notesField()
        .ifPresentOrElse(
            id -> value("/fields/" + Json.encodePointer(id), diff.current().notes(), notes),
            () -> add("/fields", ItemJson.notes(notes)));
  }

  private void change(ItemDiff.Change change) {
    Field field = change.after();
    String path = path(field);
    if (change.ofKind()) {
      replace(path, whole(change));
      return;
    }
    if (change.ofTitle()) {
      replace(path + "/label", ItemJson.JSON.createValue(field.title()));
    }
    if (change.ofValue()) {
      value(path, change.before().value(), field.value());
    }
  }

  /** The whole field; a built-in one stays what it is. */
  private static JsonObject whole(ItemDiff.Change change) {
    Field field = change.after();
    var draft =
        new FieldDraft(
            field.id(), field.title(), field.sectionId(), field.fieldType(), field.value());
    JsonObject json = ItemJson.field(draft, null);
    Purpose purpose = change.before().purpose();
    return purpose == null
        ? json
        : ItemJson.JSON.createObjectBuilder(json).add("purpose", purpose.name()).build();
  }

  private void value(String path, Secret before, Secret after) {
    if (after.isEmpty()) {
      remove(path + "/value");
    } else {
      JsonValue value = ItemJson.JSON.createValue(WireValue.text(after));
      operation(before.isEmpty() ? "add" : "replace", path + "/value", value);
    }
  }

  private void add(FieldDraft field) {
    add("/fields", ItemJson.field(field, diff.purposeOfNew(field).orElse(null)));
  }

  private static String path(Field field) {
    return "/fields/" + Json.encodePointer(field.id());
  }

  private void add(String path, JsonValue value) {
    operation("add", path, value);
  }

  private void replace(String path, JsonValue value) {
    operation("replace", path, value);
  }

  private void operation(String op, String path, JsonValue value) {
    operations.add(start(op, path).add("value", value));
  }

  private void remove(String path) {
    operations.add(start("remove", path));
  }

  private static JsonObjectBuilder start(String op, String path) {
    return ItemJson.JSON.createObjectBuilder().add("op", op).add("path", path);
  }
}
