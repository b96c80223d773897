package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.StatelessFixture.call;
import static io.mcp1password.mcp.StatelessFixture.meta;
import static io.mcp1password.mcp.StatelessFixture.params;
import static io.mcp1password.mcp.StatelessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatelessProtocolTest {

  private final Fixture operations = new Fixture();
  private final StatelessFixture product =
      new StatelessFixture(operations.features(Fixture.PATIENT));
  private final StatelessFixture full = new StatelessFixture(ConformanceServer.features());

  @Test
  void discoveryTellsWhatThereIs() {
    JsonObject result = product.result(request("server/discover", params()));
    McpSchema.of(Revision.STATELESS).require("DiscoverResult", result);
    assertThat(result.getJsonArray("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
    assertThat(result.getJsonObject("capabilities"))
        .isEqualTo(json("{\"tools\":{\"listChanged\":false}}"));
    assertThat(result.getString("instructions")).contains("item_search");
    assertThat(
            full.result(request("server/discover", params()))
                .getJsonObject("capabilities")
                .keySet())
        .containsExactlyInAnyOrder("tools", "resources", "prompts", "completions", "logging");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server/discover",
        "tools/list",
        "prompts/list",
        "resources/list",
        "resources/templates/list"
      })
  void listsSayHowLongTheyLast(String method) {
    JsonObject result = full.result(request(method, params()));
    assertThat(result.getString("resultType")).isEqualTo("complete");
    assertThat(result.getInt("ttlMs")).isPositive();
    assertThat(result.getString("cacheScope")).isEqualTo("public");
    assertServer(result);
  }

  @Test
  void whatIsReadLastsForNoTimeAndForNobodyElse() {
    JsonObject result =
        full.result(request("resources/read", params().add("uri", "test://static-text")));
    McpSchema.of(Revision.STATELESS).require("ReadResourceResult", result);
    assertThat(result.getInt("ttlMs")).isZero();
    assertThat(result.getString("cacheScope")).isEqualTo("private");
    assertServer(result);
  }

  @Test
  void aCallIsAnsweredAndAuditedWithItsClient() {
    JsonObject result =
        product.result(
            request(
                "tools/call",
                call("thing_greet").add("arguments", json("{\"name\":\"Bo\",\"count\":2}"))));
    McpSchema.of(Revision.STATELESS).require("CallToolResult", result);
    assertThat(result.getJsonObject("structuredContent"))
        .isEqualTo(json("{\"greeting\":\"hello Bo x2\"}"));
    assertServer(result);
    assertThat(operations.audit.records().getFirst().metadata().getString("client"))
        .isEqualTo("tester");
  }

  @Test
  void aFailedCallKeepsItsCodeBesideTheServer() {
    JsonObject result = product.result(request("tools/call", call("thing_write")));
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(result.getString("resultType")).isEqualTo("complete");
    assertThat(result.getJsonObject("_meta").getString("mcp-1password/code"))
        .isEqualTo("gate_closed");
    assertServer(result);
  }

  private static void assertServer(JsonObject result) {
    assertThat(result.getJsonObject("_meta").getJsonObject("io.modelcontextprotocol/serverInfo"))
        .isEqualTo(
            json("{\"name\":\"mcp-1password\",\"title\":\"1Password\",\"version\":\"1.2.3\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocolVersion", "clientCapabilities"})
  void whatMustBeSaidIsDemanded(String name) {
    String key = "io.modelcontextprotocol/" + name;
    JsonObject missing = request("tools/list", params(), meta().remove(key));
    JsonObject wrong = request("tools/list", params(), meta().add(key, 7));
    for (JsonObject message : List.of(missing, wrong)) {
      assertThat(code(product.ask(message))).isEqualTo(-32602);
    }
    JsonObject without = json("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/list\"}");
    assertThat(code(product.ask(without))).isEqualTo(-32602);
    assertThat(product.ask(without).getString("id")).isEqualTo("x");
  }

  @Test
  void aClientNeedsNoName() {
    JsonObject anonymous =
        request("tools/list", params(), meta().remove("io.modelcontextprotocol/clientInfo"));
    assertThat(product.ask(anonymous).containsKey("result")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v999.0.0", "2025-11-25", ""})
  void anotherVersionIsRefusedWithWhatThereIs(String version) {
    JsonObject answer =
        product.ask(
            request(
                "server/discover",
                params(),
                meta().add("io.modelcontextprotocol/protocolVersion", version)));
    assertThat(code(answer)).isEqualTo(-32022);
    assertThat(answer.getJsonObject("error").getJsonObject("data"))
        .isEqualTo(
            JsonText.JSON
                .createObjectBuilder()
                .add("supported", JsonText.JSON.createArrayBuilder().add("2026-07-28"))
                .add("requested", version)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "resources/unsubscribe",
        "unknown/method",
        ""
      })
  void methodsOfSessionsAreUnknown(String method) {
    assertThat(code(full.ask(request(method, params())))).isEqualTo(-32601);
  }

  @Test
  void whatTheServerDoesNotHaveIsUnknown() {
    for (String method : List.of("prompts/list", "resources/read", "completion/complete")) {
      assertThat(code(product.ask(request(method, params())))).isEqualTo(-32601);
    }
  }

  @Test
  void headersAreComparedAfterTheMetaIsThereAndBeforeItsVersionIsLookedAt() {
    HeaderCheck mismatch =
        (request, meta) -> {
          throw new ProtocolException(ProtocolError.HEADER_MISMATCH, "no");
        };
    JsonObject unsupported =
        request(
            "unknown/method",
            params(),
            meta().add("io.modelcontextprotocol/protocolVersion", "v999.0.0"));
    assertThat(code(product.send(unsupported, mismatch).getFirst())).isEqualTo(-32020);
    JsonObject without = json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
    assertThat(code(product.send(without, mismatch).getFirst())).isEqualTo(-32602);
  }

  @Test
  void aNotificationGetsNoAnswerAndAReplyIsRefused() {
    JsonObject notification =
        json("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{}}");
    assertThat(product.send(notification, HeaderCheck.NONE)).isEmpty();
    assertThat(code(product.ask(json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))))
        .isEqualTo(-32600);
  }

  @Test
  void anUnknownResourceIsNamedInTheError() {
    JsonObject error =
        full.ask(request("resources/read", params().add("uri", "test://nope")))
            .getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(-32602);
    assertThat(error.getJsonObject("data")).isEqualTo(json("{\"uri\":\"test://nope\"}"));
  }

  @ParameterizedTest
  @CsvSource({",0", "error,0", "info,3", "debug,3"})
  void logMessagesAreSentToWhoAsksForThem(String level, int messages) {
    var meta = meta();
    if (level != null) {
      meta.add("io.modelcontextprotocol/logLevel", level);
    }
    List<JsonObject> sent =
        full.send(request("tools/call", call("test_tool_with_logging"), meta), HeaderCheck.NONE);
    assertThat(sent).hasSize(messages + 1);
    assertThat(sent.getLast().containsKey("result")).isTrue();
  }

  @Test
  void anUnknownLogLevelIsRefused() {
    JsonObject message =
        request("tools/list", params(), meta().add("io.modelcontextprotocol/logLevel", "loud"));
    assertThat(code(full.ask(message))).isEqualTo(-32602);
  }

  @ParameterizedTest
  @CsvSource({"7,3", "'\"x\"',3", "1.5,0", "null,0"})
  void progressIsToldToWhoAsksForIt(String token, int messages) {
    JsonValue value = json("{\"t\":" + token + "}").get("t");
    List<JsonObject> sent =
        full.send(
            request(
                "tools/call", call("test_tool_with_progress"), meta().add("progressToken", value)),
            (request, meta) -> {});
    assertThat(sent).hasSize(messages + 1);
    for (JsonObject progress : sent.subList(0, messages)) {
      assertThat(progress.getJsonObject("params").get("progressToken")).isEqualTo(value);
    }
  }
}
