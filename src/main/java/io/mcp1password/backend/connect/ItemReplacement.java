package io.mcp1password.backend.connect;

import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.Secret;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A whole item that takes the place of another: what Connect wrote, with the change made to it. */
final class ItemReplacement {

  /** What only Connect may say about an item. */
  private static final List<String> TOLD =
      List.of("lastEditedBy", "createdAt", "updatedAt", "state", "additional_information");

  /** What only Connect may say about a field. */
  private static final List<String> TOLD_OF_FIELD =
      List.of("entropy", "password_details", "passwordDetails", "totp", "otp");

  private final ItemDocument before;
  private final ItemDiff diff;

  ItemReplacement(ItemDocument before, ItemDiff diff) {
    this.before = before;
    this.diff = diff;
  }

  JsonObject json() {
    var overview = diff.wanted().overview();
    JsonObjectBuilder json =
        ItemJson.JSON
            .createObjectBuilder(before.json())
            .add("title", overview.title())
            .add("vault", ItemJson.id(overview.vaultId()))
            .add("tags", ItemJson.tags(overview.tags()))
            .add("sections", ItemJson.sections(diff.wanted().sections()))
            .add("fields", fields());
    if (diff.websitesDiffer()) {
      json.add("urls", ItemJson.urls(overview.websites()));
    }
    TOLD.forEach(json::remove);
    return json.build();
  }

  private JsonArray fields() {
    Map<String, ItemDiff.Change> changed =
        diff.changed().stream()
            .collect(Collectors.toMap(change -> change.after().id(), Function.identity()));
    JsonArrayBuilder fields = ItemJson.JSON.createArrayBuilder();
    for (Field field : diff.wanted().fields()) {
      before
          .field(field.id())
          .map(json -> changed.containsKey(field.id()) ? changed(json, field) : plain(json).build())
          .ifPresentOrElse(fields::add, () -> fields.add(added(field)));
    }
    diff.notesField()
        .flatMap(before::field)
        .map(json -> withValue(plain(json), diff.wanted().notes()).build())
        .ifPresentOrElse(fields::add, () -> addNotes(fields));
    return fields.build();
  }

  private void addNotes(JsonArrayBuilder fields) {
    if (!diff.wanted().notes().isEmpty()) {
      fields.add(ItemJson.notes(diff.wanted().notes()));
    }
  }

  private static JsonObject changed(JsonObject json, Field field) {
    JsonObjectBuilder changed =
        plain(json)
            .add("type", ItemJson.type(field.fieldType()))
            .add("label", field.title())
            .remove("section");
    if (field.sectionId() != null) {
      changed.add("section", ItemJson.id(field.sectionId()));
    }
    return withValue(changed, field.value()).build();
  }

  private JsonObject added(Field field) {
    var draft =
        new FieldDraft(
            field.id(), field.title(), field.sectionId(), field.fieldType(), field.value());
    return ItemJson.field(draft, diff.purposeOfNew(draft).orElse(null));
  }

  private static JsonObjectBuilder withValue(JsonObjectBuilder json, Secret value) {
    return value.isEmpty() ? json.remove("value") : json.add("value", WireValue.text(value));
  }

  private static JsonObjectBuilder plain(JsonObject field) {
    JsonObjectBuilder json = ItemJson.JSON.createObjectBuilder(field);
    TOLD_OF_FIELD.forEach(json::remove);
    return json;
  }
}
