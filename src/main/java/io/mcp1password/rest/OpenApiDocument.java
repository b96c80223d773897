package io.mcp1password.rest;

import io.mcp1password.model.Capability;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.operation.Verb;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** The OpenAPI document of the REST mirror, built from the catalogue. */
final class OpenApiDocument {

  private static final String BEARER = "bearer";
  private static final String PROBLEM = "Problem";

  private static final JsonObject PROBLEM_SCHEMA =
      (JsonObject)
          JsonText.parse(
              """
              {"type": "object", "additionalProperties": false,
               "required": ["type", "title", "status", "code", "detail"],
               "properties": {
                 "type": {"type": "string", "description": "Always about:blank."},
                 "title": {"type": "string", "description": "The status in words."},
                 "status": {"type": "integer", "description": "The HTTP status."},
                 "code": {"type": "string", "description": "A stable name of the error."},
                 "detail": {"type": "string",
                            "description": "What is wrong and what to do next."}}}
              """
                  .getBytes(StandardCharsets.UTF_8));

  private final OpenAPI document = OASFactory.createOpenAPI();

  private OpenApiDocument() {}

  /** The document of all operations, whatever the gates and the backend. */
  static OpenAPI of(OperationCatalog catalog, String version) {
    var result = new OpenApiDocument();
    result.describe(version);
    catalog.all().forEach(result::add);
    return result.document;
  }

  private void describe(String version) {
    document
        .info(
            OASFactory.createInfo()
                .title("mcp-1password")
                .version(version)
                .description(
                    "1Password for scripts: the same operations, rules and results as the MCP tools"
                        + " of the same names. Secrets are redacted unless the operator opened the"
                        + " gate at start-up and the call acknowledges it.")
                .license(OASFactory.createLicense().name("MIT")))
        .components(
            OASFactory.createComponents()
                .addSchema(PROBLEM, JsonSchemaModel.of(PROBLEM_SCHEMA))
                .addSecurityScheme(
                    BEARER,
                    OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(BEARER)
                        .description("The value of OP_MCP_HTTP_BEARER_TOKEN.")))
        .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER))
        .paths(OASFactory.createPaths());
  }

  private void add(OperationDescriptor operation) {
    String path = RestApplication.BASE_PATH + operation.path();
    PathItem existing = document.getPaths().getPathItem(path);
    PathItem item = existing == null ? OASFactory.createPathItem() : existing;
    item.setOperation(PathItem.HttpMethod.valueOf(operation.verb().name()), model(operation));
    document.getPaths().addPathItem(path, item);
  }

  private static Operation model(OperationDescriptor operation) {
    Operation model =
        OASFactory.createOperation()
            .operationId(operation.name())
            .summary(operation.title())
            .description(operation.description() + rules(operation))
            .addTag(tag(operation))
            .responses(OASFactory.createAPIResponses());
    model.addExtension("x-mcp-tool", operation.name());
    parameters(operation).forEach(model::addParameter);
    if (operation.verb().hasBody()) {
      model.requestBody(
          OASFactory.createRequestBody()
              .required(true)
              .content(json(JsonSchemaModel.of(body(operation)))));
    }
    model
        .getResponses()
        .addAPIResponse(
            "200",
            OASFactory.createAPIResponse()
                .description("The result.")
                .content(json(JsonSchemaModel.of(result(operation)))));
    statuses(operation)
        .forEach(status -> model.getResponses().addAPIResponse(status.toString(), problem()));
    return model;
  }

  private static String tag(OperationDescriptor operation) {
    return operation.path().substring(1).split("/", -1)[0];
  }

  private static String rules(OperationDescriptor operation) {
    var text = new StringBuilder();
    Access access = operation.revealArgument().isPresent() ? Access.REVEAL : operation.access();
    String condition =
        operation.revealArgument().map(name -> " With " + name + "=true it").orElse(" It");
    access
        .gate()
        .ifPresent(
            gate -> text.append(condition).append(" needs ").append(gate.flag()).append('.'));
    if (operation.requires() != Capability.ITEMS) {
      text.append(" Not on every backend (").append(operation.requires().wireName()).append(").");
    }
    return text.toString();
  }

  private static List<Parameter> parameters(OperationDescriptor operation) {
    JsonObject properties = operation.inputSchema().getJsonObject("properties");
    List<String> required = required(operation.inputSchema());
    return properties.keySet().stream()
        .filter(name -> isPath(operation, name) || !operation.verb().hasBody())
        .map(name -> parameter(operation, name, properties.getJsonObject(name), required))
        .toList();
  }

  private static Parameter parameter(
      OperationDescriptor operation, String name, JsonObject schema, List<String> required) {
    boolean reason = operation.acknowledgement().isPresent() && name.equals(Access.REASON);
    boolean phrase =
        operation
            .acknowledgement()
            .filter(demanded -> demanded.argument().equals(name))
            .isPresent();
    Parameter.In in =
        isPath(operation, name)
            ? Parameter.In.PATH
            : reason || phrase ? Parameter.In.HEADER : Parameter.In.QUERY;
    String shown =
        reason
            ? RequestArguments.REASON_HEADER
            : phrase ? RequestArguments.ACKNOWLEDGE_HEADER : name;
    return OASFactory.createParameter()
        .name(shown)
        .in(in)
        .description(schema.getString("description"))
        .required(required.contains(name))
        .schema(JsonSchemaModel.of(schema));
  }

  private static boolean isPath(OperationDescriptor operation, String name) {
    return operation.pathArguments().contains(name);
  }

  private static JsonObject body(OperationDescriptor operation) {
    return JsonSchemaModel.without(operation.inputSchema(), operation.pathArguments());
  }

  private static JsonObject result(OperationDescriptor operation) {
    return operation.yieldsSecret()
        ? JsonSchemaModel.with(
            operation.outputSchema(), OperationResult.SECRET_MEMBER, "The plaintext.")
        : operation.outputSchema();
  }

  private static List<String> required(JsonObject schema) {
    return schema.getJsonArray("required").getValuesAs(JsonString::getString);
  }

  /** The statuses that the operation's rules can lead to. */
  private static Set<Integer> statuses(OperationDescriptor operation) {
    var statuses = new LinkedHashSet<Integer>();
    statuses.add(ErrorCode.INVALID_ARGUMENTS.httpStatus());
    statuses.add(401);
    statuses.add(ErrorCode.GATE_CLOSED.httpStatus());
    statuses.add(ErrorCode.NOT_FOUND.httpStatus());
    if (operation.verb() != Verb.GET) {
      statuses.add(ErrorCode.CONFLICT.httpStatus());
    }
    statuses.add(ErrorCode.RATE_LIMITED.httpStatus());
    statuses.add(ErrorCode.UNSUPPORTED_BY_BACKEND.httpStatus());
    statuses.add(ErrorCode.BACKEND_ERROR.httpStatus());
    statuses.add(ErrorCode.BACKEND_UNAVAILABLE.httpStatus());
    statuses.add(ErrorCode.BACKEND_TIMEOUT.httpStatus());
    return statuses;
  }

  private static APIResponse problem() {
    return OASFactory.createAPIResponse()
        .description("What is wrong and what to do next.")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    io.mcp1password.http.Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
  }

  private static Content json(Schema schema) {
    return OASFactory.createContent()
        .addMediaType("application/json", OASFactory.createMediaType().schema(schema));
  }
}
