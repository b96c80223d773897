package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * The headers that repeat parts of a request of the stateless revision, for those on the way that
 * do not read bodies; each must say what the body says.
 */
final class StandardHeaders implements HeaderCheck {

  static final String REVISION = "MCP-Protocol-Version";

  private static final String METHOD = "Mcp-Method";
  private static final String NAME = "Mcp-Name";

  private final MultivaluedMap<String, String> headers;
  private final Tools tools;

  /** The headers of one HTTP request; their names are looked up in any case. */
  StandardHeaders(MultivaluedMap<String, String> headers, Tools tools) {
    this.headers = headers;
    this.tools = tools;
  }

  @Override
  public void check(Incoming.Request request, RequestMeta meta) {
    require(REVISION, value(REVISION).filter(meta.version()::equals).isPresent());
    require(METHOD, value(METHOD).filter(request.method()::equals).isPresent());
    name(request)
        .ifPresent(
            name ->
                require(
                    NAME, value(NAME).map(HeaderValue::decode).filter(name::equals).isPresent()));
    if (request.method().equals(Method.TOOLS_CALL.wireName())) {
      checkParameters(request.params());
    }
  }

  /** The name that the body gives to what it is about; empty when it is about nothing named. */
  private static Optional<String> name(Incoming.Request request) {
    String member =
        switch (request.method()) {
          case "tools/call", "prompts/get" -> "name";
          case "resources/read" -> "uri";
          default -> "";
        };
    return request.params().get(member) instanceof JsonString name
        ? Optional.of(name.getString())
        : Optional.empty();
  }

  private void checkParameters(JsonObject params) {
    if (!(params.get("name") instanceof JsonString name
        && params.getOrDefault("arguments", JsonObject.EMPTY_JSON_OBJECT)
            instanceof JsonObject arguments)) {
      return;
    }
    for (JsonObject tool : tools.list(Revision.STATELESS)) {
      if (tool.getString("name").equals(name.getString())) {
        ParameterHeader.of(tool.getJsonObject("inputSchema"))
            .forEach(each -> require(each.header(), each.fits(value(each.header()), arguments)));
      }
    }
  }

  /** The header's one value; empty when it is missing, doubled or malformed. */
  private Optional<String> value(String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(name))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    return values.size() == 1
        ? Optional.of(values.getFirst().strip()).filter(HeaderValue::isWellFormed)
        : Optional.empty();
  }

  private static void require(String header, boolean fits) {
    if (!fits) {
      throw new ProtocolException(
          ProtocolError.HEADER_MISMATCH,
          "The header " + header + " is missing, malformed or not what the body says.");
    }
  }
}
