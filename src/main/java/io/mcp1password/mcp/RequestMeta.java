package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request of the stateless revision says about itself and its client.
 *
 * @param version the revision that it wants, spoken or not
 * @param client what the client says it is; null when it says nothing of use
 * @param logLevel from which severity on it wants log messages; empty for none
 * @param json the whole
 */
record RequestMeta(
    String version,
    ClientCapabilities capabilities,
    @Nullable String client,
    Optional<LogSeverity> logLevel,
    JsonObject json) {

  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final String VERSION = PREFIX + "protocolVersion";
  private static final String CAPABILITIES = PREFIX + "clientCapabilities";
  private static final String CLIENT = PREFIX + "clientInfo";
  private static final String LOG_LEVEL = PREFIX + "logLevel";

  /** The member of a result's {@code _meta} that says which server gave it. */
  static final String SERVER = PREFIX + "serverInfo";

  /** The member of a notification's {@code _meta} that says which subscription it belongs to. */
  static final String SUBSCRIPTION = PREFIX + "subscriptionId";

  /** Whether a message names a revision by itself, which is how the stateless one is told. */
  static boolean isIn(JsonValue json) {
    return json instanceof JsonObject message
        && message.get("params") instanceof JsonObject params
        && params.get("_meta") instanceof JsonObject meta
        && meta.containsKey(VERSION);
  }

  /**
   * Reads it.
   *
   * @throws ProtocolException when something that is demanded is missing or malformed
   */
  static RequestMeta of(JsonObject params) {
    if (!(params.get("_meta") instanceof JsonObject meta)) {
      throw refusal("_meta", "an object");
    }
    if (!(meta.get(VERSION) instanceof JsonString version)) {
      throw refusal(VERSION, "a string");
    }
    if (!(meta.get(CAPABILITIES) instanceof JsonObject capabilities)) {
      throw refusal(CAPABILITIES, "an object");
    }
    return new RequestMeta(
        version.getString(),
        new ClientCapabilities(capabilities),
        ClientName.of(meta.get(CLIENT)),
        logLevel(meta.get(LOG_LEVEL)),
        meta);
  }

  private static Optional<LogSeverity> logLevel(@Nullable JsonValue level) {
    if (level == null) {
      return Optional.empty();
    }
    Optional<LogSeverity> known =
        level instanceof JsonString name ? LogSeverity.of(name.getString()) : Optional.empty();
    if (known.isEmpty()) {
      throw refusal(LOG_LEVEL, "a log level");
    }
    return known;
  }

  /**
   * The revision that the request wants.
   *
   * @throws ProtocolException when it is not one that is spoken without a session
   */
  Revision revision() {
    return Revision.of(version)
        .filter(spoken -> !spoken.hasSessions())
        .orElseThrow(
            () ->
                new ProtocolException(
                    ProtocolError.UNSUPPORTED_VERSION,
                    "The protocol version is not supported.",
                    JsonText.JSON
                        .createObjectBuilder()
                        .add("supported", JsonText.JSON.createArrayBuilder(Revision.dates(false)))
                        .add("requested", version)
                        .build()));
  }

  private static ProtocolException refusal(String name, String what) {
    return new ProtocolException(
        ProtocolError.INVALID_META, "The params need " + name + ", which must be " + what + ".");
  }
}
