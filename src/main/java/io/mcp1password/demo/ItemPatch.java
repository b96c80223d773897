package io.mcp1password.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Patch in Connect's dialect: add, remove and replace; a field is named by its id, not by
 * its index.
 */
record ItemPatch(List<Operation> operations) {

  /** What an operation does. */
  enum Op {
    ADD,
    REMOVE,
    REPLACE
  }

  /** One operation; its path is split into its parts, and is empty for the whole item. */
  record Operation(Op op, List<String> path, @Nullable JsonValue value) {

    JsonValue given() {
      if (value == null) {
        throw invalid();
      }
      return value;
    }

    String part(int index) {
      return index < path.size() ? path.get(index) : "";
    }
  }

  /**
   * The patch in a request's body.
   *
   * @throws Refusal 400 when it is not an array of valid operations
   */
  static ItemPatch of(JsonValue body) {
    return new ItemPatch(
        ConnectJson.asArray(body).stream().map(Input::of).map(ItemPatch::operation).toList());
  }

  /** The patched item; the item itself when there is nothing to do. */
  JsonObject appliedTo(JsonObject item) {
    JsonObject patched = item;
    for (Operation operation : operations) {
      patched = applied(operation, patched);
    }
    return operations.isEmpty()
        ? item
        : PasswordDetails.renewed(ItemDraft.withOnePassword(patched), item);
  }

  private static JsonObject applied(Operation operation, JsonObject item) {
    return switch (operation.part(0)) {
      case "" -> ItemDraft.replaced(operation.given(), item);
      case "title" -> with(item, "title", ConnectJson.text(text(operation)));
      case "favorite" -> with(item, "favorite", flag(operation));
      case "tags" -> with(item, "tags", elements(operation, item, "tags"));
      case "urls" -> with(item, "urls", elements(operation, item, "urls"));
      case "sections" -> with(item, "sections", named(operation, item, "sections"));
      case "fields" ->
          operation.path().size() > 2
              ? with(item, "fields", attribute(operation, item))
              : with(item, "fields", named(operation, item, "fields"));
      default -> throw invalid();
    };
  }

  private static JsonObject with(JsonObject item, String key, JsonValue value) {
    return ConnectJson.object(item).add(key, value).build();
  }

  private static String text(Operation operation) {
    return operation.op() == Op.REMOVE ? "" : Input.asText(operation.given());
  }

  private static JsonValue flag(Operation operation) {
    boolean flag = operation.op() != Op.REMOVE && Input.asFlag(operation.given());
    return flag ? JsonValue.TRUE : JsonValue.FALSE;
  }

  /** The tags or addresses after an operation on all of them, or on one by its index. */
  private static JsonArray elements(Operation operation, JsonObject item, String key) {
    if (operation.path().size() == 1) {
      return operation.op() == Op.REMOVE
          ? JsonValue.EMPTY_JSON_ARRAY
          : checked(key, ConnectJson.asArray(operation.given()));
    }
    var elements = new ArrayList<JsonValue>(array(item, key));
    String name = operation.part(1);
    int index = name.equals("-") ? elements.size() : index(name);
    int last = operation.op() == Op.ADD ? elements.size() : elements.size() - 1;
    if (index > last || operation.path().size() > 2) {
      throw invalid();
    }
    switch (operation.op()) {
      case ADD -> elements.add(index, operation.given());
      case REPLACE -> elements.set(index, operation.given());
      case REMOVE -> elements.remove(index);
    }
    return checked(key, ConnectJson.array(elements));
  }

  private static JsonArray checked(String key, JsonArray elements) {
    return key.equals("tags")
        ? ConnectJson.texts(elements.stream().map(Input::asText).toList())
        : ConnectJson.array(ItemDraft.urls(elements.stream().map(Input::of).toList()));
  }

  /** The fields or sections after an operation on all of them, or on one by its id. */
  private static JsonArray named(Operation operation, JsonObject item, String key) {
    var elements = new ArrayList<JsonObject>(ConnectJson.objects(item, key));
    String id = operation.part(1);
    if (id.isEmpty() || id.equals("-")) {
      return whole(operation, item, key, elements);
    }
    int index = indexOf(elements, id);
    if (index < 0 && operation.op() != Op.ADD) {
      throw invalid();
    }
    if (operation.op() == Op.REMOVE) {
      elements.remove(index);
    } else {
      JsonObject given = withId(ConnectJson.asObject(operation.given()), id);
      JsonObject element =
          element(index < 0 ? given : likeBefore(given, elements.get(index)), item, key);
      if (index < 0) {
        elements.add(element);
      } else {
        elements.set(index, element);
      }
    }
    return ConnectJson.array(elements);
  }

  private static JsonArray whole(
      Operation operation, JsonObject item, String key, List<JsonObject> elements) {
    switch (operation.op()) {
      case REMOVE -> elements.clear();
      case REPLACE -> elements.clear();
      case ADD -> {}
    }
    if (operation.op() != Op.REMOVE) {
      List<JsonValue> given =
          operation.given() instanceof JsonArray all ? all : List.of(operation.given());
      given.forEach(each -> elements.add(element(each, item, key)));
    }
    return ConnectJson.array(elements);
  }

  private static JsonObject element(JsonValue value, JsonObject item, String key) {
    if (key.equals("fields")) {
      return ItemDraft.field(value, item);
    }
    Input section = Input.of(value);
    return ConnectJson.object()
        .add("id", section.text("id", "Section_" + Ids.random()))
        .add("label", section.text("label", ""))
        .build();
  }

  /** The fields after an operation on one attribute of one of them. */
  private static JsonArray attribute(Operation operation, JsonObject item) {
    var fields = new ArrayList<JsonObject>(ConnectJson.objects(item, "fields"));
    int index = indexOf(fields, operation.part(1));
    if (index < 0 || operation.path().size() > 3) {
      throw invalid();
    }
    JsonObject field = fields.get(index);
    String name = operation.part(2);
    fields.set(
        index,
        switch (name) {
          case "value" -> withValue(field, text(operation));
          case "label" -> with(field, "label", ConnectJson.text(text(operation)));
          case "type", "purpose", "section", "generate", "recipe" ->
              ItemDraft.field(changed(field, name, operation), item);
          default -> throw invalid();
        });
    return ConnectJson.array(fields);
  }

  private static JsonObject withValue(JsonObject field, String value) {
    String type = field.getString("type", "STRING");
    String kept = value.isEmpty() ? value : FieldDraft.keptValue(type, value);
    return with(field, "value", ConnectJson.text(kept));
  }

  private static JsonObject changed(JsonObject field, String name, Operation operation) {
    Map<String, JsonValue> members = new TreeMap<>(field);
    if (operation.op() == Op.REMOVE) {
      members.remove(name);
    } else {
      members.put(name, operation.given());
    }
    var changed = ConnectJson.object();
    members.forEach(changed::add);
    return changed.build();
  }

  /** A replacement that names no purpose has that of the field before it. */
  private static JsonObject likeBefore(JsonObject element, JsonObject before) {
    return before.containsKey("purpose") && !element.containsKey("purpose")
        ? with(element, "purpose", before.get("purpose"))
        : element;
  }

  private static JsonObject withId(JsonObject element, String id) {
    return with(element, "id", ConnectJson.text(id));
  }

  private static int indexOf(List<JsonObject> elements, String id) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).get("id") instanceof JsonString text && text.getString().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private static JsonArray array(JsonObject item, String key) {
    return item.get(key) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static int index(String text) {
    try {
      return Integer.parseUnsignedInt(text) & Integer.MAX_VALUE;
    } catch (NumberFormatException notAnIndex) {
      throw invalid();
    }
  }

  private static Operation operation(Input input) {
    Op op =
        switch (input.text("op", "")) {
          case "add" -> Op.ADD;
          case "remove" -> Op.REMOVE;
          case "replace" -> Op.REPLACE;
          default -> throw invalid();
        };
    String path = input.text("path", "");
    if (!path.startsWith("/")) {
      throw invalid();
    }
    List<String> parts =
        path.equals("/")
            ? List.of()
            : List.of(path.substring(1).split("/", -1)).stream()
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toList();
    return new Operation(op, parts, input.value("value"));
  }

  private static Refusal invalid() {
    return Refusal.badRequest("Invalid patch operation");
  }
}
