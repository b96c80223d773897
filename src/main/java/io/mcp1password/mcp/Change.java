package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed on the server.
 *
 * @param uri the resource that was updated; null for the lists
 */
record Change(Kind kind, @Nullable String uri) {

  /** What can change. */
  enum Kind {
    TOOL_LIST("notifications/tools/list_changed", "toolsListChanged"),
    PROMPT_LIST("notifications/prompts/list_changed", "promptsListChanged"),
    RESOURCE_LIST("notifications/resources/list_changed", "resourcesListChanged"),
    RESOURCE("notifications/resources/updated", "resourceSubscriptions");

    private final String notification;
    private final String wish;

    Kind(String notification, String wish) {
      this.notification = notification;
      this.wish = wish;
    }

    /** Its name where a client says which changes it wants to hear of. */
    String wish() {
      return wish;
    }

    static Optional<Kind> ofWish(String wish) {
      return Arrays.stream(values()).filter(each -> each.wish.equals(wish)).findFirst();
    }
  }

  static Change of(Kind list) {
    return new Change(list, null);
  }

  static Change ofResource(String uri) {
    return new Change(Kind.RESOURCE, uri);
  }

  /** How a client is told, with these members added to the notification's {@code _meta}. */
  Outgoing.Notification notification(JsonObject meta) {
    var params = JsonText.JSON.createObjectBuilder();
    if (uri != null) {
      params.add("uri", uri);
    }
    if (!meta.isEmpty()) {
      params.add("_meta", meta);
    }
    return new Outgoing.Notification(kind.notification, params.build());
  }
}
