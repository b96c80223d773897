package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Cuts lists into pages; a cursor names the last entry of the page before. */
final class Pages {

  /** The most entries of a page. */
  static final int SIZE = 50;

  private final int size;

  Pages(int size) {
    this.size = size;
  }

  /**
   * The page that the parameters ask for, with the cursor of the next one.
   *
   * @param member the name of the result's member that holds the entries
   * @param key the name of the entries' member that tells them apart
   */
  JsonObject page(String member, String key, List<JsonObject> all, JsonObject params) {
    int from = start(key, all, params);
    int to = Math.min(all.size(), from + size);
    var entries = JsonText.JSON.createArrayBuilder();
    all.subList(from, to).forEach(entries::add);
    var result = JsonText.JSON.createObjectBuilder().add(member, entries);
    if (to < all.size()) {
      result.add("nextCursor", cursor(all.get(to - 1).getString(key)));
    }
    return result.build();
  }

  /** Where the page begins: after the entry that the cursor stands for. */
  private static int start(String key, List<JsonObject> all, JsonObject params) {
    if (!params.containsKey("cursor")) {
      return 0;
    }
    if (!(params.get("cursor") instanceof JsonString text)) {
      throw unknownCursor();
    }
    if (text.getString().isEmpty()) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (cursor(all.get(i).getString(key)).equals(text.getString())) {
        return i + 1;
      }
    }
    throw unknownCursor();
  }

  private static String cursor(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("after " + last).getBytes(StandardCharsets.UTF_8));
  }

  private static ProtocolException unknownCursor() {
    return ProtocolException.invalidParams("The cursor is not one that this server gave.");
  }
}
