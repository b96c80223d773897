package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An item as a client sends it, on its way to the form in which it is kept. */
final class ItemDraft {

  private static final Set<String> CATEGORIES =
      Set.of(
          "LOGIN",
          "PASSWORD",
          "API_CREDENTIAL",
          "SERVER",
          "DATABASE",
          "CREDIT_CARD",
          "MEMBERSHIP",
          "PASSPORT",
          "SOFTWARE_LICENSE",
          "OUTDOOR_LICENSE",
          "SECURE_NOTE",
          "WIRELESS_ROUTER",
          "BANK_ACCOUNT",
          "DRIVER_LICENSE",
          "IDENTITY",
          "REWARD_PROGRAM",
          "EMAIL_ACCOUNT",
          "SOCIAL_SECURITY_NUMBER",
          "MEDICAL_RECORD",
          "SSH_KEY");

  private static final Set<String> READ_ONLY_CATEGORIES = Set.of("DOCUMENT", "CUSTOM");

  private final Input input;
  private final Map<String, String> sections;

  private ItemDraft(JsonValue body, String vaultId) {
    this.input = Input.of(body);
    Input vault = input.object("vault");
    if (vault == null || !vault.text("id", "").equals(vaultId)) {
      throw Refusal.badRequest("Invalid Vault UUID");
    }
    this.sections = sections(input.objects("sections"));
  }

  /**
   * A new item, which has no id yet.
   *
   * @throws Refusal 400 when it is not valid
   */
  static JsonObject created(JsonValue body, String vaultId) {
    var draft = new ItemDraft(body, vaultId);
    String category = draft.category();
    if (READ_ONLY_CATEGORIES.contains(category)) {
      throw Refusal.badRequest("Items of category %s cannot be created".formatted(category));
    }
    if (!CATEGORIES.contains(category)) {
      throw Refusal.badRequest("Invalid item category");
    }
    return draft.content(ConnectJson.object(), vaultId, category);
  }

  /**
   * The item that replaces another. What cannot be sent is kept: files and the history of
   * passwords.
   *
   * @throws Refusal 400 when it is not valid
   */
  static JsonObject replaced(JsonValue body, JsonObject previous) {
    String vaultId = previous.getJsonObject("vault").getString("id");
    var draft = new ItemDraft(body, vaultId);
    String category = draft.category();
    if (!category.equals(previous.getString("category", ""))) {
      throw Refusal.badRequest("Invalid item category");
    }
    String id = previous.getString("id");
    if (!draft.input.text("id", id).equals(id)) {
      throw Refusal.badRequest("Invalid Item UUID");
    }
    JsonObjectBuilder kept = ConnectJson.object();
    for (String key : List.of("id", "version", "createdAt", "files")) {
      if (previous.containsKey(key)) {
        kept.add(key, previous.get(key));
      }
    }
    return PasswordDetails.renewed(draft.content(kept, vaultId, category), previous);
  }

  /** One field that is sent by itself, for an item with these sections. */
  static JsonObject field(JsonValue body, JsonObject item) {
    var labels = new HashMap<String, String>();
    for (JsonObject section : ConnectJson.objects(item, "sections")) {
      labels.put(section.getString("id", ""), section.getString("label", ""));
    }
    return new FieldDraft(Input.of(body), "details.sections[0].fields[0]", labels).kept();
  }

  /** Refuses an item with more than one field of the purpose PASSWORD. */
  static JsonObject withOnePassword(JsonObject item) {
    long passwords =
        ConnectJson.objects(item, "fields").stream().filter(PasswordDetails::isPassword).count();
    if (passwords > 1) {
      throw Refusal.badRequest(
          "Logic: (Unable to parse Item), Validation: (too many \"password\" fields in Apply())");
    }
    return item;
  }

  private String category() {
    String category = input.text("category", "");
    if (category.isEmpty()) {
      throw Refusal.invalidItem("Required field \"item.templateUuid\" not found");
    }
    return category;
  }

  private JsonObject content(JsonObjectBuilder start, String vaultId, String category) {
    JsonObject item =
        start
            .add("title", input.text("title", ""))
            .add("favorite", input.flag("favorite"))
            .add("tags", ConnectJson.texts(input.texts("tags")))
            .add("vault", ConnectJson.object().add("id", vaultId))
            .add("category", category)
            .add("urls", ConnectJson.array(urls(input.objects("urls"))))
            .add("sections", ConnectJson.array(sectionList()))
            .add("fields", ConnectJson.array(fields()))
            .build();
    return PasswordDetails.renewed(withOnePassword(item), JsonValue.EMPTY_JSON_OBJECT);
  }

  static List<JsonObject> urls(List<Input> urls) {
    return urls.stream()
        .map(
            url -> {
              JsonObjectBuilder kept = ConnectJson.object().add("primary", url.flag("primary"));
              String label = url.text("label", "");
              if (!label.isEmpty()) {
                kept.add("label", label);
              }
              return kept.add("href", url.text("href", "")).build();
            })
        .toList();
  }

  private static Map<String, String> sections(List<Input> inputs) {
    var sections = new LinkedHashMap<String, String>();
    for (Input section : inputs) {
      String id = section.text("id", "");
      String key = id.isEmpty() ? "Section_" + Ids.random() : id;
      if (sections.putIfAbsent(key, section.text("label", "")) != null) {
        throw Refusal.invalidItem(
            "details.sections[%d] has non-unique name".formatted(sections.size()));
      }
    }
    return sections;
  }

  private List<JsonObject> sectionList() {
    return sections.entrySet().stream()
        .map(
            each ->
                ConnectJson.object().add("id", each.getKey()).add("label", each.getValue()).build())
        .toList();
  }

  /** The fields, and the notes that every template has. */
  private List<JsonObject> fields() {
    var fields = new ArrayList<JsonObject>();
    var counts = new HashMap<Integer, Integer>();
    boolean notes = false;
    for (Input field : input.objects("fields")) {
      int section = sectionIndex(field);
      int index = counts.merge(section, 1, Integer::sum) - 1;
      String position = "details.sections[%d].fields[%d]".formatted(section, index);
      var draft = new FieldDraft(field, position, sections);
      notes |= draft.hasPurpose("NOTES");
      fields.add(draft.kept());
    }
    if (!notes) {
      fields.add(
          ConnectJson.object()
              .add("id", "notesPlain")
              .add("type", "STRING")
              .add("purpose", "NOTES")
              .add("label", "notesPlain")
              .build());
    }
    return fields;
  }

  private int sectionIndex(Input field) {
    Input section = field.object("section");
    String id = section == null ? "" : section.text("id", "");
    return Math.max(0, List.copyOf(sections.keySet()).indexOf(id));
  }
}
