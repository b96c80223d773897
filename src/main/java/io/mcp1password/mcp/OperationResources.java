package io.mcp1password.mcp;

import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The product's resources: each is the result of an operation, read under the same rules and with
 * the same audit record. Listing them asks no backend.
 */
final class OperationResources implements Resources {

  /** The commands that may be run with secrets. */
  static final String SCRIPTS = "onepassword://scripts";

  private static final String MIME_TYPE = "application/json";
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

  /**
   * A resource, or a template of some.
   *
   * @param uri with places such as {@code {vaultId}} for the operation's arguments
   * @param fixed the operation's other arguments, as JSON
   */
  record Kind(String uri, String operation, String name, String description, String fixed) {

    boolean isTemplate() {
      return PLACE.matcher(uri).find();
    }

    /** The operation's arguments for this URI; empty when it is not of this kind. */
    Optional<JsonObject> arguments(String wanted) {
      List<String> names = PLACE.matcher(uri).results().map(match -> match.group(1)).toList();
      String form = PLACE.matcher(uri).replaceAll("([^/?#]+)");
      Matcher matcher = Pattern.compile(form).matcher(wanted);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      JsonObject others = JsonText.parse(fixed.getBytes(StandardCharsets.UTF_8)).asJsonObject();
      JsonObjectBuilder arguments = JsonText.JSON.createObjectBuilder(others);
      for (int i = 0; i < names.size(); i++) {
        arguments.add(names.get(i), decoded(matcher.group(i + 1)));
      }
      return Optional.of(arguments.build());
    }

    private static String decoded(String segment) {
      try {
        // The decoder is for forms, where a plus sign stands for a space; here it is itself.
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException malformed) {
        return segment;
      }
    }
  }

  /** All kinds, those of operations that the backend cannot serve included. */
  static final List<Kind> KINDS =
      List.of(
          new Kind(
              "onepassword://config",
              "sdk_capabilities",
              "config",
              "What the server can do now: backend, gates, limits. Nothing secret.",
              "{}"),
          new Kind("onepassword://vaults", "vault_list", "vaults", "The visible vaults.", "{}"),
          new Kind(
              SCRIPTS,
              "op_script_list",
              "scripts",
              "The commands that may be run with secrets, by the folders they are for.",
              "{}"),
          new Kind(
              "onepassword://vaults/{vaultId}/items",
              "item_search",
              "vault items",
              "The items of a vault, without values.",
              "{\"limit\":200}"),
          new Kind(
              "onepassword://vaults/{vaultId}/items/{itemId}/metadata",
              "item_get_metadata",
              "item metadata",
              "An item: its fields, sections and tags, without values.",
              "{}"),
          new Kind(
              "onepassword://environments/{environmentId}/variables",
              "environment_get_variables",
              "environment variables",
              "The variables of an environment, without values.",
              "{}"));

  private final OperationCatalog catalog;
  private final OperationCalls calls;

  OperationResources(OperationCatalog catalog, OperationCalls calls) {
    this.catalog = catalog;
    this.calls = calls;
  }

  @Override
  public List<JsonObject> list() {
    return described(false, "uri");
  }

  @Override
  public List<JsonObject> templates() {
    return described(true, "uriTemplate");
  }

  private List<JsonObject> described(boolean templates, String uriKey) {
    return served()
        .filter(kind -> kind.isTemplate() == templates)
        .map(
            kind ->
                JsonText.JSON
                    .createObjectBuilder()
                    .add(uriKey, kind.uri())
                    .add("name", kind.name())
                    .add("description", kind.description())
                    .add("mimeType", MIME_TYPE)
                    .build())
        .toList();
  }

  private Stream<Kind> served() {
    return KINDS.stream().filter(kind -> catalog.isListed(kind.operation()));
  }

  @Override
  public JsonObject read(String uri, Call call) {
    Map.Entry<Kind, JsonObject> found =
        served()
            .flatMap(
                kind -> kind.arguments(uri).map(arguments -> Map.entry(kind, arguments)).stream())
            .findFirst()
            .orElseThrow(() -> ProtocolException.resourceNotFound(uri));
    OperationDescriptor operation = catalog.find(found.getKey().operation()).orElseThrow();
    try {
      return contents(uri, calls.invoke(operation, found.getValue(), call).content());
    } catch (OperationException e) {
      throw e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.BACKEND_FORBIDDEN
          ? ProtocolException.resourceNotFound(uri)
          : new ProtocolException(ProtocolError.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private static JsonObject contents(String uri, JsonObject content) {
    var one =
        JsonText.JSON
            .createObjectBuilder()
            .add("uri", uri)
            .add("mimeType", MIME_TYPE)
            .add("text", content.toString());
    return JsonText.JSON
        .createObjectBuilder()
        .add("contents", JsonText.JSON.createArrayBuilder().add(one))
        .build();
  }
}
