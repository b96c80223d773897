package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Category;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Website;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the model is in the JSON that Connect takes. */
final class ItemJson {

  static final JsonProvider JSON = JsonProvider.provider();
  static final String NOTES_ID = "notesPlain";

  /** The kinds of item whose user name and password are known by their titles too. */
  private static final Set<Category> WITH_PASSWORD = EnumSet.of(Category.LOGIN, Category.PASSWORD);

  private ItemJson() {}

  /**
   * A new item.
   *
   * @param draft with its values as {@link WireValue} makes them
   * @throws BackendException when Connect cannot make such an item
   */
  static JsonObject created(String vaultId, ItemDraft draft) {
    JsonArrayBuilder fields = JSON.createArrayBuilder();
    Set<Purpose> given = EnumSet.noneOf(Purpose.class);
    for (FieldDraft field : draft.fields()) {
      Optional<Purpose> purpose =
          purpose(field, draft.category()).filter(each -> !given.contains(each));
      purpose.ifPresent(given::add);
      fields.add(field(field, purpose.orElse(null)));
    }
    if (!draft.notes().isEmpty()) {
      fields.add(notes(draft.notes()));
    }
    return JSON.createObjectBuilder()
        .add("title", draft.title())
        .add("vault", id(vaultId))
        .add("category", category(draft.category()))
        .add("tags", tags(draft.tags()))
        .add("urls", urls(draft.websites()))
        .add("sections", sections(draft.sections()))
        .add("fields", fields)
        .build();
  }

  private static String category(Category category) {
    return ConnectNames.name(category)
        .filter(_ -> category != Category.DOCUMENT)
        .orElseThrow(
            () ->
                new BackendException(
                    Kind.UNSUPPORTED,
                    "1Password Connect cannot make items of the category "
                        + category.wireName()
                        + ". Nothing was changed."));
  }

  /** The role of a field that is new; without it Connect makes a look-alike of a built-in one. */
  static Optional<Purpose> purpose(FieldDraft field, Category category) {
    if (field.sectionId() != null) {
      return Optional.empty();
    }
    String id = field.id().toLowerCase(Locale.ROOT);
    String title = WITH_PASSWORD.contains(category) ? field.title().toLowerCase(Locale.ROOT) : "";
    if (id.equals("username") || title.equals("username")) {
      return Optional.of(Purpose.USERNAME);
    }
    return id.equals("password") || title.equals("password")
        ? Optional.of(Purpose.PASSWORD)
        : Optional.empty();
  }

  /** A new field; a built-in one has the id that Connect knows it by. */
  static JsonObject field(FieldDraft field, @Nullable Purpose purpose) {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("id", purpose == null ? field.id() : purpose.wireName())
            .add("type", type(field.fieldType()))
            .add("label", field.title());
    if (purpose != null) {
      json.add("purpose", purpose.name());
    }
    if (field.sectionId() != null) {
      json.add("section", id(field.sectionId()));
    }
    if (!field.value().isEmpty()) {
      json.add("value", WireValue.text(field.value()));
    }
    return json.build();
  }

  /**
   * Connect's name for a type that is to be written.
   *
   * @throws BackendException when a field of it would become something else
   */
  static String type(FieldType type) {
    return ConnectNames.name(type)
        .filter(_ -> type != FieldType.SSH_KEY)
        .orElseThrow(
            () ->
                new BackendException(
                    Kind.UNSUPPORTED,
                    "1Password Connect would store a field of the type "
                        + type.wireName()
                        + " as plain text. Use a 1Password app for it. Nothing was changed."));
  }

  /** The built-in field that holds the notes. */
  static JsonObject notes(Secret notes) {
    return JSON.createObjectBuilder()
        .add("id", NOTES_ID)
        .add("type", "STRING")
        .add("purpose", Purpose.NOTES.name())
        .add("label", NOTES_ID)
        .add("value", WireValue.text(notes))
        .build();
  }

  static JsonArray tags(List<String> tags) {
    return JSON.createArrayBuilder(tags).build();
  }

  static JsonArray urls(List<Website> websites) {
    JsonArrayBuilder urls = JSON.createArrayBuilder();
    boolean primary = true;
    for (Website website : websites) {
      JsonObjectBuilder url =
          JSON.createObjectBuilder().add("primary", primary).add("href", website.url());
      if (!website.label().equals(ConnectMapper.UNLABELLED_WEBSITE)) {
        url.add("label", website.label());
      }
      urls.add(url);
      primary = false;
    }
    return urls.build();
  }

  static JsonArray sections(List<Section> sections) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (Section section : sections) {
      array.add(JSON.createObjectBuilder().add("id", section.id()).add("label", section.title()));
    }
    return array.build();
  }

  static JsonObject id(String id) {
    return JSON.createObjectBuilder().add("id", id).build();
  }
}
