package io.mcp1password.operation;

import io.mcp1password.model.Principal;
import io.mcp1password.model.Sha256;
import io.mcp1password.model.TraceContext;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What the audit log keeps of a call: by the type and mark of each argument, never by memory. */
final class AuditTrail {

  private static final int HASH_DIGITS = 16;

  private AuditTrail() {}

  /** The audited arguments, the reason, and what is audited of the result. */
  static JsonObject metadata(
      OperationDescriptor operation,
      JsonObject arguments,
      Caller caller,
      @Nullable OperationResult result) {
    JsonObjectBuilder metadata =
        Shape.JSON.createObjectBuilder().add("surface", caller.surface().wireName());
    if (caller.client() != null) {
      metadata.add("client", caller.client());
    }
    addPrincipal(metadata, caller.principal());
    TraceContext.current().ifPresent(trace -> metadata.add("traceId", trace.traceId()));
    for (RecordShape.Member member : operation.inputMembers()) {
      add(metadata, member, arguments.get(member.name()), mode(member, Audited.PLAIN));
    }
    if (operation.acknowledgement().isPresent()
        && arguments.get(Access.REASON) instanceof JsonString reason) {
      metadata.add(Access.REASON, reason);
    }
    if (result != null) {
      for (RecordShape.Member member : operation.outputMembers()) {
        JsonValue value = result.content().get(member.name());
        add(metadata, member, value, mode(member, Audited.NEVER));
      }
    }
    return metadata.build();
  }

  private static void addPrincipal(JsonObjectBuilder metadata, Principal principal) {
    if (principal.subject() != null) {
      metadata.add("oauthSubject", principal.subject());
    }
    if (principal.clientId() != null) {
      metadata.add("oauthClient", principal.clientId());
    }
  }

  private static Audited mode(RecordShape.Member member, Audited byDirection) {
    if (member.isSecret()) {
      return Audited.NEVER;
    }
    Audited mode =
        member.arg().audited() == Audited.BY_DIRECTION ? byDirection : member.arg().audited();
    // The fields of an item: how many there were is all that may be kept.
    return mode == Audited.PLAIN && member.shape().holdsSecret() ? Audited.COUNTED : mode;
  }

  private static void add(
      JsonObjectBuilder metadata,
      RecordShape.Member member,
      @Nullable JsonValue value,
      Audited mode) {
    if (value == null || JsonValue.NULL.equals(value) || mode == Audited.NEVER) {
      return;
    }
    String name = member.name();
    if (member.shape().read(name, value, new Problems()) == null) {
      metadata.add(name, "(invalid)");
      return;
    }
    switch (mode) {
      case PLAIN -> metadata.add(name, value);
      case HASHED -> metadata.add(name, hashed(value));
      case COUNTED -> metadata.add(name + "Count", size(value));
      case BY_DIRECTION, NEVER -> throw new IllegalStateException("mode is not settled");
    }
  }

  private static int size(JsonValue value) {
    return switch (value) {
      case JsonArray array -> array.size();
      case JsonObject object -> object.size();
      default -> 1;
    };
  }

  private static JsonObjectBuilder hashed(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    return Shape.JSON
        .createObjectBuilder()
        .add("sha256", Sha256.hex(text).substring(0, HASH_DIGITS))
        .add("length", text.length());
  }
}
