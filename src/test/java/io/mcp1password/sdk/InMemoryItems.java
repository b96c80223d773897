package io.mcp1password.sdk;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of the core in memory. */
public final class InMemoryItems {

  public static final String LOGIN = "bbbbbbbbbbbbbbbbbbbbbbbbb1";
  public static final String NOTE = "bbbbbbbbbbbbbbbbbbbbbbbbb2";

  private static final Set<String> OVERVIEW =
      Set.of("id", "title", "category", "vaultId", "websites", "tags", "createdAt", "updatedAt");

  private final Consumer<String> requireVault;
  private final Map<String, JsonObject> items = new LinkedHashMap<>();
  private final Set<String> archived = new HashSet<>();
  private final Map<String, JsonArray> contents = new HashMap<>();
  private int made;

  InMemoryItems(Consumer<String> requireVault) {
    this.requireVault = requireVault;
  }

  void addSamples() {
    var login =
        new Request()
            .with("id", LOGIN)
            .with("title", "Example")
            .with("category", "Login")
            .with("vaultId", InMemoryAccount.PERSONAL)
            .with(
                "fields",
                InMemoryAccount.array(
                    List.of(
                        field("username", null, "Text", "someone@example.com"),
                        field("password", null, "Concealed", "canary-password"),
                        field("TOTP_1", "more", "Totp", "otpauth://totp/x?secret=CANARYTOTP"))))
            .with(
                "sections",
                InMemoryAccount.array(
                    List.of(new Request().with("id", "more").with("title", "More").json())))
            .with("notes", "canary-login-notes");
    put(stored(login, 3));
    put(
        stored(
            new Request()
                .with("id", NOTE)
                .with("title", "Wi-Fi café")
                .with("category", "SecureNote")
                .with("vaultId", InMemoryAccount.SHARED)
                .with("notes", "canary-note"),
            1));
  }

  private static JsonObject field(String id, @Nullable String section, String type, String value) {
    return new Request()
        .with("id", id)
        .with("title", id)
        .with("sectionId", section)
        .with("fieldType", type)
        .with("value", value)
        .json();
  }

  /** Puts an item there as it is, whatever is in it. */
  public void put(JsonObject item) {
    items.put(item.getString("id"), item);
  }

  /** An item, as it is stored. */
  public JsonObject stored(String id) {
    JsonObject item = items.get(id);
    if (item == null) {
      throw InMemoryAccount.notFound();
    }
    return item;
  }

  void removeAll(String vaultId) {
    items.values().removeIf(each -> each.getString("vaultId").equals(vaultId));
  }

  JsonValue call(String name, JsonObject p) {
    return switch (name) {
      case "ItemsCreate" -> created(p.getJsonObject("params"));
      case "ItemsCreateAll" ->
          responses(p.getJsonArray("params").stream().map(each -> created(each.asJsonObject())));
      case "ItemsGet" -> item(p);
      case "ItemsGetAll" -> allOf(p);
      case "ItemsPut" -> changed(p.getJsonObject("item"));
      case "ItemsDelete" -> removed(p.getString("vault_id"), p.getString("item_id"));
      case "ItemsDeleteAll" -> removedAll(p);
      case "ItemsArchive" -> archived(item(p));
      case "ItemsList" -> list(p.getString("vault_id"), p.getJsonArray("filters"));
      case "ItemsFilesAttach" -> attached(p.getJsonObject("item"), p.getJsonObject("file_params"));
      case "ItemsFilesRead" -> read(p.getJsonObject("attr").getString("id"));
      case "ItemsFilesDelete" -> withoutFile(p.getJsonObject("item"), p.getString("field_id"));
      case "ItemsFilesReplaceDocument" ->
          document(p.getJsonObject("item"), p.getJsonObject("doc_params"));
      case "ItemsSharesGetAccountPolicy" -> policy();
      case "ItemsSharesValidateRecipients" -> recipients(p.getJsonArray("recipients"));
      case "ItemsSharesCreate" ->
          Request.JSON.createValue(
              "https://share.example.com/" + p.getJsonObject("item").getString("id"));
      default -> throw new CoreException("", "data did not match any variant");
    };
  }

  private JsonObject item(JsonObject p) {
    requireVault.accept(p.getString("vault_id"));
    return in(p.getString("vault_id"), p.getString("item_id"));
  }

  private JsonObject in(String vaultId, String itemId) {
    JsonObject item = stored(itemId);
    if (!item.getString("vaultId").equals(vaultId)) {
      throw InMemoryAccount.notFound();
    }
    return item;
  }

  private JsonObject created(JsonObject params) {
    requireVault.accept(params.getString("vaultId"));
    var item = new Request().with("id", String.format("i%025d", ++made));
    params.forEach(item::with);
    JsonObject stored = stored(item, 1);
    put(stored);
    return stored;
  }

  /** What the core adds to an item: what is missing, and the codes of one-time passwords. */
  private static JsonObject stored(Request item, int version) {
    JsonObject given = item.json();
    JsonObjectBuilder json = Request.JSON.createObjectBuilder();
    for (String each : List.of("fields", "sections", "tags", "websites", "files")) {
      json.add(each, JsonValue.EMPTY_JSON_ARRAY);
    }
    json.add("notes", "").add("createdAt", InMemoryAccount.CREATED);
    given.forEach(json::add);
    json.add("files", JsonValue.EMPTY_JSON_ARRAY)
        .add("updatedAt", InMemoryAccount.CREATED)
        .add("version", version);
    JsonArray fields = given.getJsonArray("fields");
    return json.add("fields", fields == null ? JsonValue.EMPTY_JSON_ARRAY : coded(fields)).build();
  }

  private static JsonValue coded(JsonArray fields) {
    return InMemoryAccount.array(fields.stream().map(each -> coded(each.asJsonObject())).toList());
  }

  private static JsonObject coded(JsonObject field) {
    if (!field.getString("fieldType").equals("Totp")) {
      return field;
    }
    JsonObject code = new Request().with("code", "123456").json();
    return Request.JSON
        .createObjectBuilder(field)
        .add("details", Request.tagged("Otp", "content", code))
        .build();
  }

  private JsonObject changed(JsonObject item) {
    JsonObject before = in(item.getString("vaultId"), item.getString("id"));
    if (before.getInt("version") != item.getInt("version")) {
      throw new CoreException("Item", "incorrect item version");
    }
    JsonObject after =
        Request.JSON
            .createObjectBuilder(item)
            .add("version", item.getInt("version") + 1)
            .add("fields", coded(item.getJsonArray("fields")))
            .build();
    put(after);
    return after;
  }

  private JsonValue removed(String vaultId, String itemId) {
    requireVault.accept(vaultId);
    in(vaultId, itemId);
    items.remove(itemId);
    return JsonValue.NULL;
  }

  private JsonValue archived(JsonObject item) {
    archived.add(item.getString("id"));
    return JsonValue.NULL;
  }

  private JsonObject removedAll(JsonObject p) {
    var responses = Request.JSON.createObjectBuilder();
    for (String id : ids(p)) {
      responses.add(
          id, items.remove(id) == null ? failed("itemNotFound") : JsonValue.EMPTY_JSON_OBJECT);
    }
    return new Request().with("individualResponses", responses.build()).json();
  }

  private JsonObject allOf(JsonObject p) {
    return new Request()
        .with(
            "individualResponses",
            InMemoryAccount.array(
                ids(p).stream()
                    .map(
                        id ->
                            items.containsKey(id) ? content(items.get(id)) : failed("itemNotFound"))
                    .toList()))
        .json();
  }

  private static List<String> ids(JsonObject p) {
    return p.getJsonArray("item_ids").getValuesAs(JsonString::getString);
  }

  private static JsonObject responses(Stream<JsonObject> contents) {
    return new Request()
        .with(
            "individualResponses",
            InMemoryAccount.array(contents.map(InMemoryItems::content).toList()))
        .json();
  }

  private static JsonObject content(@Nullable JsonObject content) {
    return new Request().with("content", content).json();
  }

  private static JsonObject failed(String type) {
    return new Request()
        .with("error", new Request().with("type", type).with("message", "canary").json())
        .json();
  }

  private JsonValue list(String vaultId, JsonArray filters) {
    requireVault.accept(vaultId);
    JsonObject states =
        filters.isEmpty()
            ? new Request().with("active", true).with("archived", false).json()
            : filters.getJsonObject(0).getJsonObject("content");
    return InMemoryAccount.array(
        items.values().stream()
            .filter(each -> each.getString("vaultId").equals(vaultId))
            .filter(each -> states.getBoolean(state(each)))
            .map(this::overview)
            .toList());
  }

  private String state(JsonObject item) {
    return archived.contains(item.getString("id")) ? "archived" : "active";
  }

  private JsonObject overview(JsonObject item) {
    var overview = new Request().with("state", state(item));
    OVERVIEW.forEach(name -> overview.with(name, item.get(name)));
    return overview.json();
  }

  private JsonObject attached(JsonObject item, JsonObject file) {
    JsonObject attributes = kept(file);
    JsonArrayBuilder files = Request.JSON.createArrayBuilder(item.getJsonArray("files"));
    files.add(
        new Request()
            .with("attributes", attributes)
            .with("sectionId", file.getString("sectionId"))
            .with("fieldId", file.getString("fieldId"))
            .json());
    return changed(Request.JSON.createObjectBuilder(item).add("files", files).build());
  }

  private JsonObject kept(JsonObject file) {
    String id = String.format("f%025d", ++made);
    contents.put(id, file.getJsonArray("content"));
    return new Request()
        .with("name", file.getString("name"))
        .with("id", id)
        .with("size", file.getJsonArray("content").size())
        .json();
  }

  private JsonValue read(String fileId) {
    JsonArray content = contents.get(fileId);
    if (content == null) {
      throw new CoreException("Item", "file uuid not found");
    }
    return content;
  }

  private JsonObject withoutFile(JsonObject item, String fieldId) {
    JsonValue files =
        InMemoryAccount.array(
            item.getJsonArray("files").stream()
                .filter(each -> !each.asJsonObject().getString("fieldId").equals(fieldId))
                .toList());
    return changed(Request.JSON.createObjectBuilder(item).add("files", files).build());
  }

  private JsonObject document(JsonObject item, JsonObject file) {
    return changed(Request.JSON.createObjectBuilder(item).add("document", kept(file)).build());
  }

  private static JsonObject policy() {
    var allowed = Request.JSON.createArrayBuilder().add("Authenticated").build();
    var recipients = Request.JSON.createArrayBuilder().add("Email").build();
    return new Request()
        .with("maxExpiry", "SevenDays")
        .with("defaultExpiry", "OneDay")
        .with("allowedTypes", allowed)
        .with("allowedRecipientTypes", recipients)
        .with("files", new Request().with("allowed", true).with("maxSize", 1000).json())
        .json();
  }

  private static JsonValue recipients(JsonArray names) {
    return InMemoryAccount.array(
        names.getValuesAs(JsonString::getString).stream()
            .map(
                each ->
                    Request.tagged("Email", "parameters", new Request().with("email", each).json()))
            .toList());
  }

  JsonObject resolve(String vaultId, String[] reference) {
    JsonObject item =
        items.values().stream()
            .filter(each -> each.getString("vaultId").equals(vaultId))
            .filter(each -> InMemoryAccount.isCalled(each, reference[1]))
            .findFirst()
            .orElseThrow(
                () ->
                    new CoreException(
                        "ResolvingSecretReference", "no item matched the secret reference query"));
    String wanted = Arrays.asList(reference).getLast();
    String secret =
        item.getJsonArray("fields").stream()
            .map(JsonValue::asJsonObject)
            .filter(each -> InMemoryAccount.isCalled(each, wanted))
            .map(each -> each.getString("value"))
            .findFirst()
            .orElseThrow(
                () ->
                    new CoreException(
                        "ResolvingSecretReference",
                        "the specified field cannot be found within the item"));
    return new Request()
        .with("secret", secret)
        .with("itemId", item.getString("id"))
        .with("vaultId", vaultId)
        .json();
  }
}
