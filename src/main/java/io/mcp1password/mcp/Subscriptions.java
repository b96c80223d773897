package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The requests of the stateless revision that stay open to hear of changes. */
final class Subscriptions {

  /** The most of them at once. */
  private static final int MAX = 64;

  /** The most resources that one of them hears of. */
  private static final int MAX_RESOURCES = 100;

  /** What a client wants to hear of, as far as there is such a thing. */
  private record Wish(Set<Change.Kind> kinds, Set<String> uris) {

    boolean covers(Change change) {
      return kinds.contains(change.kind()) && (change.uri() == null || uris.contains(change.uri()));
    }

    JsonObject json() {
      var honoured = JsonText.JSON.createObjectBuilder();
      for (Change.Kind kind : kinds) {
        if (kind == Change.Kind.RESOURCE) {
          honoured.add(kind.wish(), JsonText.JSON.createArrayBuilder(uris));
        } else {
          honoured.add(kind.wish(), true);
        }
      }
      return honoured.build();
    }
  }

  private final Changes changes;
  private final Semaphore free = new Semaphore(MAX);

  Subscriptions(Changes changes) {
    this.changes = changes;
  }

  /**
   * Acknowledges the subscription and sends what it covers, until the server ends it or the current
   * thread is interrupted.
   *
   * @return the members of the result that ends it
   */
  JsonObject listen(Incoming.Request request, MessageSink sink) {
    Wish wish = wish(request.params());
    if (!free.tryAcquire()) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "Too many subscriptions; try again later.");
    }
    JsonObject tag =
        JsonText.JSON.createObjectBuilder().add(RequestMeta.SUBSCRIPTION, request.id()).build();
    try (ChangeQueue queue = changes.listen(wish::covers)) {
      sink.send(acknowledgement(wish, tag));
      Optional<Change> change = queue.take();
      while (change.isPresent()) {
        sink.send(change.get().notification(tag));
        change = queue.take();
      }
      sink.send(ending(request, tag));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
    return JsonText.JSON.createObjectBuilder().add("_meta", tag).build();
  }

  private Wish wish(JsonObject params) {
    if (!(params.get("notifications") instanceof JsonObject wanted)) {
      throw ProtocolException.invalidParams("The notifications must be an object.");
    }
    Set<Change.Kind> kinds = EnumSet.noneOf(Change.Kind.class);
    Set<String> uris = new HashSet<>();
    wanted.forEach(
        (name, value) -> {
          Optional<Change.Kind> kind = Change.Kind.ofWish(name).filter(changes::has);
          if (kind.isPresent() && isWanted(kind.get(), value, uris)) {
            kinds.add(kind.get());
          }
        });
    return new Wish(kinds, uris);
  }

  private static boolean isWanted(Change.Kind kind, JsonValue value, Set<String> uris) {
    if (kind != Change.Kind.RESOURCE) {
      return JsonValue.TRUE.equals(value);
    }
    if (!(value instanceof JsonArray listed) || listed.size() > MAX_RESOURCES) {
      throw ProtocolException.invalidParams(
          "The " + kind.wish() + " must be an array of at most " + MAX_RESOURCES + " strings.");
    }
    for (JsonValue each : listed) {
      if (!(each instanceof JsonString uri)) {
        throw ProtocolException.invalidParams("The " + kind.wish() + " must be strings.");
      }
      uris.add(uri.getString());
    }
    return !uris.isEmpty();
  }

  private static Outgoing acknowledgement(Wish wish, JsonObject tag) {
    return new Outgoing.Notification(
        "notifications/subscriptions/acknowledged",
        JsonText.JSON
            .createObjectBuilder()
            .add("notifications", wish.json())
            .add("_meta", tag)
            .build());
  }

  private static Outgoing ending(Incoming.Request request, JsonObject tag) {
    return new Outgoing.Notification(
        "notifications/cancelled",
        JsonText.JSON
            .createObjectBuilder()
            .add("requestId", request.id())
            .add("_meta", tag)
            .build());
  }
}
