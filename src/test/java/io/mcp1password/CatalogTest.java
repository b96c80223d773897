package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Capability;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every operation of the product, whatever it does. */
class CatalogTest {

  /** The keywords that mean the same in JSON Schema 2020-12 and in OpenAPI 3.0. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "description",
          "format",
          "default",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minimum",
          "maximum");

  private static final ServiceFixture OPEN = service(true);

  static Stream<String> operations() {
    return OPEN.catalog().all().stream().map(OperationDescriptor::name);
  }

  private static ServiceFixture service(boolean open) {
    var backend = InMemoryBackend.withSamples().capable(Capability.values());
    String value = "=" + open;
    return ServiceFixture.of(
        backend,
        "--enable-secret-reveal" + value,
        "--enable-writes" + value,
        "--enable-destructive-actions" + value,
        "--enable-permission-mutation" + value);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theHintsMatchTheAccess(String name) {
    OperationDescriptor operation = OPEN.operation(name);
    Access access = operation.access();
    assertThat(access.readOnly() && access.destructive()).isFalse();
    if (operation.verb() == Verb.GET) {
      assertThat(access.readOnly()).isTrue();
    }
    if (operation.verb() == Verb.DELETE) {
      assertThat(access.destructive()).isTrue();
    }
    assertThat(operation.yieldsSecret())
        .isEqualTo(
            access == Access.REVEAL
                || access == Access.GENERATE
                || operation.revealArgument().isPresent());
  }

  /** What runs commands: a reason always, the acknowledgement only when output is wanted. */
  private static final Set<Access> RUNS = Set.of(Access.RUN, Access.RUN_UNRESTRICTED);

  @ParameterizedTest
  @MethodSource("operations")
  void theAcknowledgementIsInTheSchemaExactlyWhenTheAccessDemandsIt(String name) {
    OperationDescriptor operation = OPEN.operation(name);
    if (RUNS.contains(operation.access())) {
      assertRunConsent(operation);
      return;
    }
    JsonObject properties = operation.inputSchema().getJsonObject("properties");
    Stream<Acknowledgement> demanded = operation.acknowledgement().stream();
    assertThat(properties.keySet().stream().filter(each -> each.startsWith("acknowledge")))
        .containsExactlyElementsOf(demanded.map(Acknowledgement::argument).toList());
    assertThat(properties.containsKey(Access.REASON))
        .isEqualTo(operation.acknowledgement().isPresent());
  }

  private static void assertRunConsent(OperationDescriptor operation) {
    JsonObject schema = operation.inputSchema();
    JsonObject properties = schema.getJsonObject("properties");
    List<String> required =
        schema.getJsonArray("required").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList();
    assertThat(required.contains(Access.REASON)).isEqualTo(!properties.isEmpty());
    assertThat(required).doesNotContain("acknowledgePlaintext");
    assertThat(properties.containsKey("acknowledgePlaintext"))
        .isEqualTo(properties.containsKey("returnOutput"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theSchemasKeepToTheCommonSubset(String name) {
    assertSubset(OPEN.operation(name).inputSchema());
    assertSubset(OPEN.operation(name).outputSchema());
  }

  private static void assertSubset(JsonObject schema) {
    assertThat(KEYWORDS).containsAll(schema.keySet());
    assertThat(schema.get("type")).isInstanceOf(JsonString.class);
    if (schema.containsKey("properties")) {
      assertThat(schema.get("additionalProperties")).isEqualTo(JsonValue.FALSE);
      for (Map.Entry<String, JsonValue> each : schema.getJsonObject("properties").entrySet()) {
        assertThat(each.getValue().asJsonObject().getString("description", ""))
            .as(each.getKey())
            .isNotBlank();
        assertSubset(each.getValue().asJsonObject());
      }
    }
    if (schema.containsKey("items")) {
      assertSubset(schema.getJsonObject("items"));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void badInputLeavesExactlyOneRecord(String name) {
    assertOneRecord(service(true), name, "{'surprise':1}");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRefusalLeavesExactlyOneRecord(String name) {
    ServiceFixture closed = service(false);
    assertOneRecord(closed, name, "{'surprise':1,'reveal':true}");
  }

  private static void assertOneRecord(ServiceFixture service, String name, String arguments) {
    assertThatThrownBy(() -> service.call(name, arguments)).isInstanceOf(OperationException.class);
    assertThat(service.audit().records())
        .singleElement()
        .satisfies(kept -> assertThat(kept.action()).isEqualTo(name))
        .satisfies(kept -> assertThat(kept.outcome().wireName()).isEqualTo("refused"));
  }
}
